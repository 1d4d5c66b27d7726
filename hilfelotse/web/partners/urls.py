from django.urls import path

from hilfelotse.web.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.referrals, name="referrals"),
    path("anfragen/<number:referral_id>/", views.referral, name="referral"),
    path("anfragen/<number:referral_id>/ergebnis/", views.result, name="result"),
]
