using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>
/// Something chosen by typing: <c>&lt;dsfr-chooser asp-for="Form.Commune" source="communes" /&gt;</c>, for a <see cref="Chosen"/>. With a
/// script, suggestions as one types (the ARIA combobox pattern); without, « Rechercher » brings what was found as radio buttons.
/// </summary>
[HtmlTargetElement("dsfr-chooser", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChooserTagHelper : FieldTagHelper
{
    private const string Search = "rechercher";

    /// <summary>
    /// The id of the field that « Rechercher » was pressed for: looking up is all that it asks. Null for any other button.
    /// </summary>
    public static string? Searched(string gesture) =>
        gesture.StartsWith(Search + ":", StringComparison.Ordinal) ? IdOf(gesture[(Search.Length + 1)..]) : null;

    /// <summary>See <see cref="IChooser.Source"/>.</summary>
    public string Source { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var chosen = For.Model as Chosen ?? new Chosen();
        var errors = HasErrors;
        Render(output, Html.Of(
            $"""
            <div class="chooser fr-input-group{(errors ? " fr-input-group--error" : "")}" data-chooser="/extranet/choix/{Source}">
              {LabelElement}
              <div class="chooser__field">
                <input class="fr-input{(errors ? " fr-input--error" : "")}" type="text" id="{Id}" name="{Name}.Text" value="{chosen.Text ?? ""}" spellcheck="false" aria-describedby="{MessagesId}"{Invalid}{Others(output)}>
                <button class="fr-btn fr-btn--secondary" type="submit" name="geste" value="{Search}:{Name}">Rechercher<span class="fr-sr-only"> : {Label ?? For.Metadata.GetDisplayName()}</span></button>
              </div>
              <input type="hidden" name="{Name}.For" value="{chosen.For ?? ""}">
              {(chosen.Matches.Count > 0 ? Radios(chosen) : Html.Of($"""<input type="hidden" name="{Name}.Code" value="{chosen.Code ?? ""}">"""))}
              {Messages}
            </div>
            """));
    }

    private IHtmlContent Radios(Chosen chosen) => Html.Of(
        $"""
        <fieldset class="fr-fieldset chooser__found">
          <legend class="fr-fieldset__legend fr-fieldset__legend--regular">{(chosen.Matches.Count == 1 ? "1 résultat" : $"{chosen.Matches.Count} résultats")} pour « {chosen.Text} »</legend>
        {Html.Join("\n", chosen.Matches.Select((match, index) => Html.Of(
            $"""
              <div class="fr-fieldset__element"><div class="fr-radio-group">
                <input type="radio" id="{Id}-{index}" name="{Name}.Code" value="{match.Value}"><label class="fr-label" for="{Id}-{index}">{match.Label}{HintText(match.Hint)}</label>
              </div></div>
            """)))}
        </fieldset>
        """);
}
