from django.urls import path

from hilfelotse.web.switchboard import views

app_name = "switchboard"
urlpatterns = [
    path("", views.note, name="note"),
    path("lookup/", views.look_up, name="lookup"),
    path("answers/<number:answer_id>/outdated/", views.outdated, name="outdated"),
]
