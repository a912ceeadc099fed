"""Addresses of the side of those who register: their lists."""

app_name = "registration"

urlpatterns = []
