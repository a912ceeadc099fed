"""Addresses of the pages that belong to no single app."""

from django.contrib.auth import views as auth_views
from django.urls import path

app_name = "portal"
urlpatterns = [
    path("dang-nhap/", auth_views.LoginView.as_view(template_name="portal/sign_in.html"), name="sign_in"),
    path("dang-xuat/", auth_views.LogoutView.as_view(), name="sign_out"),
    path("", auth_views.LoginView.as_view(template_name="portal/sign_in.html"), name="home"),
]
