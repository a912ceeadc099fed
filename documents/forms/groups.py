"""Groups of kinds that share one series of numbers."""

from django import forms

from documents.models import NumberGroup
from documents.numbering import kind_name
from lib.text import fold


class NumberGroupForm(forms.ModelForm):
    """A kind belongs to one group; a group bears the name of a kind only when it holds that kind."""

    class Meta:
        model = NumberGroup
        fields = ["organisation", "name", "kinds"]

    def clean_kinds(self):
        lines = (kind_name(line) for line in self.cleaned_data["kinds"].split("\n"))
        kinds = {fold(line): line for line in lines if fold(line)}
        if not kinds:
            raise forms.ValidationError("Hãy ghi ít nhất một loại văn bản, mỗi dòng một loại.")
        return "\n".join(kinds.values())

    def clean(self):
        cleaned = super().clean()
        if not {"organisation", "name", "kinds"} <= cleaned.keys():
            return cleaned
        name, own = fold(cleaned["name"]), {fold(line) for line in cleaned["kinds"].split("\n")}
        others = NumberGroup.objects.filter(organisation=cleaned["organisation"]).exclude(pk=self.instance.pk)
        for other in others:
            for kind in other.kinds.split("\n"):
                if fold(kind) in own:
                    self.add_error("kinds", f"«{kind}» đã thuộc nhóm «{other.name}». Mỗi loại chỉ ở một nhóm.")
                if fold(kind) == name:
                    self.add_error("name", f"«{kind}» là một loại của nhóm «{other.name}». Hãy đặt tên khác.")
            if fold(other.name) == name:
                self.add_error("name", "Cơ quan này đã có nhóm cùng tên.")
        return cleaned
