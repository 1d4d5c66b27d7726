from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("", views.sign_ins, name="sign_ins"),
    path("post/", views.mailbox, name="mailbox"),
]
