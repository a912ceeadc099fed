"""Addresses of the pages that belong to no single app."""

from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search_everything, name="search"),
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-nhap/ma/", views.sign_in_code, name="sign_in_code"),
    path("dang-nhap/lien-thong/", views.provider, name="provider"),
    path("dang-nhap/lien-thong/tra-loi/", views.provider_answer, name="provider_answer"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign_out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/mat-khau/", views.ChangePassword.as_view(), name="change_password"),
    path("tai-khoan/may-khac/", views.end_other_sessions, name="end_other_sessions"),
    path("tai-khoan/hai-buoc/", views.two_step, name="two_step"),
    path("tai-khoan/hai-buoc/dien-thoai/", views.two_step_begin, name="two_step_begin"),
    path("tai-khoan/hai-buoc/xac-nhan/", views.two_step_confirm, name="two_step_confirm"),
    path("tai-khoan/hai-buoc/ma-du-phong/", views.recovery_codes, name="recovery_codes"),
    path("tai-khoan/hai-buoc/tat/", views.two_step_end, name="two_step_end"),
    path("quan-tri/login/", views.admin_sign_in, name="admin_sign_in"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
]
