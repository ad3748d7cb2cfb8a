using Microsoft.AspNetCore.Razor.TagHelpers;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Forms;

/// <summary>Every posted form carries a token of its own, so that sending it twice has one effect (see <see cref="SendOnce"/>).</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostedFormTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("novalidate", null); // our messages say more than the browser's
        output.PreContent.AppendHtml(
            Html.Of($"""<input type="hidden" name="{SendOnce.Field}" value="{Guid.CreateVersion7().ToString("N")}">"""));
    }
}
