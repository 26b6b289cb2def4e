"""What every screen of the log-in has: a title, words, what is wrong, and the other languages."""

from allauth.account.utils import get_next_redirect_url

from core.places import languages_of_screen

LIMITED = 429


class Screen:
    """Adds the frame of the personal space to a view of allauth."""

    page_title = intro = button = ""
    back = ""
    """The name of the screen to go back to."""
    template_name = "users/login/form.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        aim = get_next_redirect_url(self.request)
        words = {"page_title": self.page_title, "intro": self.intro, "button": self.button, "back": self.back}
        errors = [row for form in self.forms_of(context) for row in form.summary()]
        languages = languages_of_screen(self.request, query={"next": aim} if aim else None)
        return context | words | {"errors": errors, "languages": languages, "breadcrumbs": []}

    def forms_of(self, context):
        """The forms of which errors are summed up above."""
        return [form for form in [context.get("form")] if form is not None and form.is_bound and form.errors]

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if getattr(form, "is_limited", False) and response.status_code == 200:
            response.status_code = LIMITED
            response.headers["Retry-After"] = "3600"
        return response
