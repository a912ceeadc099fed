"""Print shell exports that make uv fetch packages the way pip is set up on this machine.

uv reads neither pip.conf nor PIP_* variables, and trusts its own list of certificates unless told otherwise. With the
hash of every file pinned, several indexes may be mixed without risk.
"""

import ast
import os
import shlex
import subprocess
import sys

FROM_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "no-index": "UV_NO_INDEX",
    "proxy": "HTTPS_PROXY",
    "cert": "SSL_CERT_FILE",
}


def pip_settings() -> dict[str, str]:
    """What pip uses on this machine; environment over the `install` section over `global`."""
    lines = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    settings = {}
    for section in ("global", "install", ":env:"):
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(section + "."):
                settings[name.removeprefix(section + ".")] = ast.literal_eval(value)
    return settings


exports = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_INDEX_STRATEGY": "unsafe-best-match"}
for option, value in pip_settings().items():
    if option in FROM_PIP:
        separator = "," if option == "find-links" else " "
        exports[FROM_PIP[option]] = separator.join(value.split())
for name, value in exports.items():
    if name not in os.environ:
        print(f"export {name}={shlex.quote(value)}")
