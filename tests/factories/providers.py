"""A small OpenID provider that really answers over HTTP and signs with RS256."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "sokehoach", "bi-mat-cua-nha"


class AProvider:
    """Start it, give `settings` to Django, ask `answer(address)` for what the browser brings back.

    `claims` go into the ID token over the good ones (None: left out), `person` into userinfo. `signer` may be changed
    to a stranger's key, `alg` to another algorithm.
    """

    def __init__(self):
        self.key = self.signer = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims, self.person, self.alg, self.asked, self.tokens = {}, {"preferred_username": "lan"}, "RS256", {}, 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        return {
            "OIDC_RP_CLIENT_ID": CLIENT,
            "OIDC_RP_CLIENT_SECRET": SECRET,
            "OIDC_PROVIDER_NAME": "Đăng nhập bằng tài khoản tỉnh",
            "OIDC_ISSUER": self.address,
            "OIDC_OP_AUTHORIZATION_ENDPOINT": f"{self.address}/authorize",
            "OIDC_OP_TOKEN_ENDPOINT": f"{self.address}/token",
            "OIDC_OP_USER_ENDPOINT": f"{self.address}/userinfo",
            "OIDC_OP_JWKS_ENDPOINT": f"{self.address}/jwks",
        }

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, address: str) -> dict[str, str]:
        """What the provider sends back with a browser that came to `address`: state and code."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"state": self.asked["state"], "code": "mot-lan"}

    def _token(self) -> str:
        now = int(time.time())
        good = {"iss": self.address, "sub": "7", "aud": CLIENT, "iat": now, "exp": now + 300}
        claims = good | {"nonce": self.asked["nonce"]} | self.claims
        said = {name: value for name, value in claims.items() if value is not None}
        key = SECRET * 4 if self.alg == "HS256" else None if self.alg == "none" else self.signer
        return jwt.encode(said, key, algorithm=self.alg, headers={"kid": "1"})

    def _jwks(self) -> dict:
        numbers = self.key.public_key().public_numbers()

        def text(number):
            data = number.to_bytes((number.bit_length() + 7) // 8, "big")
            return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

        key = {"kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig", "n": text(numbers.n), "e": text(numbers.e)}
        return {"keys": [key]}

    def _may_have_a_token(self, sent: dict[str, str]) -> bool:
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_proved = challenge == self.asked["code_challenge"] and self.asked["code_challenge_method"] == "S256"
        return is_proved and (sent.get("code"), sent.get("client_secret")) == ("mot-lan", SECRET)

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def _say(self, what, status=200):
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                self._say(provider._jwks() if self.path == "/jwks" else {"sub": "7"} | provider.person)

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
                if not provider._may_have_a_token(sent):
                    return self._say({"error": "invalid_grant"}, 400)
                provider.tokens += 1
                return self._say({"id_token": provider._token(), "access_token": "a", "token_type": "Bearer"})

        return Handler
