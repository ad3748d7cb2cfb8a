using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>A line of text: <c>&lt;dsfr-input asp-for="Name" hint="Nom affiché au public, sans sigle." /&gt;</c>.</summary>
[HtmlTargetElement("dsfr-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary><c>text</c>, <c>email</c>, <c>tel</c>, <c>date</c>, …; a password has its own element.</summary>
    public string Type { get; set; } = "text";

    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="fr-input-group{(HasErrors ? " fr-input-group--error" : "")}">
          {LabelElement}
          <input class="fr-input{(HasErrors ? " fr-input--error" : "")}" type="{Type}" id="{Id}" name="{Name}" value="{Value ?? ""}" aria-describedby="{MessagesId}"{Invalid}{Others(output)}>
          {Messages}
        </div>
        """));
}

/// <summary>A password: never sent back with the page; the script adds a box to show it.</summary>
[HtmlTargetElement("dsfr-password", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PasswordTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="fr-password fr-input-group{(HasErrors ? " fr-input-group--error" : "")}">
          {LabelElement}
          <div class="fr-input-wrap">
            <input class="fr-password__input fr-input{(HasErrors ? " fr-input--error" : "")}" type="password" id="{Id}" name="{Name}" aria-describedby="{MessagesId}" autocapitalize="off" spellcheck="false"{Invalid}{Others(output)}>
          </div>
          {Messages}
        </div>
        """));
}

/// <summary>Several lines of text; with <c>maxlength</c>, the script says what is left.</summary>
[HtmlTargetElement("dsfr-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextAreaTagHelper : FieldTagHelper
{
    public int Rows { get; set; } = 4;

    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="fr-input-group{(HasErrors ? " fr-input-group--error" : "")}">
          {LabelElement}
          <textarea class="fr-input{(HasErrors ? " fr-input--error" : "")}" id="{Id}" name="{Name}" rows="{Rows}" aria-describedby="{MessagesId}"{Invalid}{Others(output)}>
        {Value}</textarea>
          {Messages}
        </div>
        """));
}

/// <summary>The mistakes of a refused form, before the title; each leads to its field, and the focus comes here.</summary>
[HtmlTargetElement("dsfr-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [Microsoft.AspNetCore.Mvc.ViewFeatures.ViewContext]
    [HtmlAttributeNotBound]
    public Microsoft.AspNetCore.Mvc.Rendering.ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        // In the order of the model's properties, which is that of the fields.
        var errors = ViewContext.ViewData.ModelState
            .Where(entry => entry.Value!.ValidationState == ModelValidationState.Invalid)
            .OrderBy(entry => PlaceOf(entry.Key, ViewContext.ViewData.ModelMetadata), StringComparer.Ordinal)
            .SelectMany(entry => entry.Value!.Errors.Select(error => (entry.Key, error.ErrorMessage)))
            .ToList();
        if (errors.Count == 0)
        {
            return;
        }

        // autofocus works without a script, here as on any element that can be focused.
        output.Content.SetHtmlContent(Html.Of(
            $"""
            <div class="fr-alert fr-alert--error" id="erreurs" role="alert" tabindex="-1" autofocus>
              <h2 class="fr-alert__title">{(errors.Count == 1 ? "1 erreur à corriger" : $"{errors.Count} erreurs à corriger")}</h2>
              <ul>{Html.Join(errors.Select(error => error.Key.Length == 0
                  ? Html.Of($"<li>{error.ErrorMessage}</li>")
                  : Html.Of($"""<li><a href="#{FieldTagHelper.IdOf(error.Key)}">{error.ErrorMessage}</a></li>""")))}</ul>
            </div>
            """));
    }

    // « Form.Days[2].From » as numbers that sort like the fields: those of the properties, level by level, and of the lines.
    private static string PlaceOf(string field, ModelMetadata? model)
    {
        var place = "";
        foreach (var step in field.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(step, out var line))
            {
                (place, model) = ($"{place}.{line:0000}", model?.ElementMetadata);
                continue;
            }

            var index = model?.Properties.ToList().FindIndex(property => property.PropertyName == step) ?? -1;
            (place, model) = ($"{place}.{index + 1:0000}", index < 0 ? null : model!.Properties[index]);
        }

        return place;
    }
}
