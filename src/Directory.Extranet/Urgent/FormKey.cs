using PublicDirectory.Extranet.Forms;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>The token of a posted form, for use cases that must have one effect even where two nodes get it.</summary>
internal static class FormKey
{
    /// <summary>Null when the form has none.</summary>
    public static Guid? Of(HttpRequest request) => Guid.TryParseExact(request.Form[SendOnce.Field], "N", out var key) ? key : null;
}
