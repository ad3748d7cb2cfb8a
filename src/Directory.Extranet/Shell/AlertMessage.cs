using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PublicDirectory.Extranet.Shell;

/// <summary>
/// The message of the one alert zone: said before a redirection, shown by the page that follows.
/// <c>TempData.Say("Publié.")</c>, <c>TempData.Warn("…")</c>.
/// </summary>
public static class AlertMessage
{
    internal const string Key = "notice";

    /// <summary>It was done.</summary>
    public static void Say(this ITempDataDictionary data, string text) => data[Key] = "success|" + text;

    /// <summary>It was done, or not, but something needs attention.</summary>
    public static void Warn(this ITempDataDictionary data, string text) => data[Key] = "warning|" + text;

    /// <summary>It was not done, and not by a mistake in a field.</summary>
    public static void Refuse(this ITempDataDictionary data, string text) => data[Key] = "error|" + text;

    internal static (string Kind, string Text)? Read(ITempDataDictionary data) =>
        data[Key] is string value && value.Split('|', 2) is [var kind, var text] ? (kind, text) : null;
}
