using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>A list to choose one from. <c>blank</c>, when given, is a first choice that posts nothing: « Tous ».</summary>
[HtmlTargetElement("dsfr-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTagHelper : FieldTagHelper
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    public string? Blank { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        IEnumerable<Choice> blank = Blank is null ? [] : [new Choice("", Blank)];
        Render(output, Html.Of(
            $"""
            <div class="fr-select-group{(HasErrors ? " fr-select-group--error" : "")}">
              {LabelElement}
              <select class="fr-select{(HasErrors ? " fr-select--error" : "")}" id="{Id}" name="{Name}" aria-describedby="{MessagesId}"{Invalid}{Others(output)}>
            {Html.Join("\n", blank.Concat(Choices).Select(choice =>
                Html.Of($"""<option value="{choice.Value}"{Html.Attribute("selected", choice.Value == (Value ?? ""))}>{choice.Label}</option>""")))}
              </select>
              {Messages}
            </div>
            """));
    }
}

/// <summary>One box to tick, for a <c>bool</c>.</summary>
[HtmlTargetElement("dsfr-checkbox", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Html.Of(
        $"""
        <div class="fr-checkbox-group{(HasErrors ? " fr-checkbox-group--error" : "")}">
          <input type="checkbox" id="{Id}" name="{Name}" value="true" aria-describedby="{MessagesId}"{Html.Attribute("checked", Values.Any(value =>
              value is "true" or "True"))}{Invalid}{Others(output)}>
          {LabelElement}
          {Messages}
        </div>
        """));
}

/// <summary>A question with one answer, as radio buttons; its label is the legend.</summary>
[HtmlTargetElement("dsfr-radios", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    private protected override string Kind => "radio";
}

/// <summary>A question with several answers, as boxes to tick, for a collection.</summary>
[HtmlTargetElement("dsfr-checkboxes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    private protected override string Kind => "checkbox";
}

/// <summary>A group of radio buttons or boxes.</summary>
public abstract class ChoicesTagHelper : FieldTagHelper
{
    public IEnumerable<Choice> Choices { get; set; } = [];

    /// <summary>Side by side, for two or three short answers.</summary>
    public bool Inline { get; set; }

    /// <summary>The answers alone, inside a <c>dsfr-group</c> whose legend asks the question.</summary>
    public bool Bare { get; set; }

    /// <summary>Without the messages, which stand elsewhere in a <c>dsfr-messages</c>; with <see cref="Bare"/>.</summary>
    public bool Silent { get; set; }

    private protected abstract string Kind { get; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Render(output, Bare
        ? Html.Of(
        $"""
        <div class="choices{(HasErrors ? " fr-fieldset--error" : "")}">
        {Html.Join("\n", Choices.Select(Element))}
          {(Silent ? Html.None : Messages)}
        </div>
        """)
        : Html.Of(
        $"""
        <fieldset class="fr-fieldset{(HasErrors ? " fr-fieldset--error" : "")}" aria-labelledby="{Id}-legend {MessagesId}"{Others(output)}>
          <legend class="fr-fieldset__legend fr-fieldset__legend--regular" id="{Id}-legend">{LabelText}</legend>
        {Html.Join("\n", Choices.Select(Element))}
          {Messages}
        </fieldset>
        """));

    // The first one bears the field's own id: the summary of errors leads there.
    private IHtmlContent Element(Choice choice, int index)
    {
        var id = index == 0 ? Id : $"{Id}-{index}";
        return Html.Of(
            $"""
              <div class="fr-fieldset__element{(Inline ? " fr-fieldset__element--inline" : "")}">
                <div class="fr-{Kind}-group">
                  <input type="{Kind}" id="{id}" name="{Name}" value="{choice.Value}"{Html.Attribute("checked", Values.Contains(choice.Value))}>
                  <label class="fr-label" for="{id}">{choice.Label}{HintText(choice.Hint)}</label>
                </div>
              </div>
            """);
    }
}
