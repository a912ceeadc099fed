"""What reports of errors (sent to ADMIN_EMAILS) may hold: where it happened, never what was typed or read."""

from django.views.debug import SafeExceptionReporterFilter

HIDDEN = "(không ghi)"


class ValuesHidden(SafeExceptionReporterFilter):
    """Leaves out every value of a form and every variable: numbers of identity cards may be among them."""

    def get_post_parameters(self, request):
        if not self.is_active(request):
            return super().get_post_parameters(request)
        return dict.fromkeys(request.POST, HIDDEN)

    def get_traceback_frame_variables(self, request, tb_frame):
        if not self.is_active(request):
            return super().get_traceback_frame_variables(request, tb_frame)
        return [(name, HIDDEN) for name in tb_frame.f_locals]
