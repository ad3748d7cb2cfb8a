namespace PublicDirectory.Extranet.SignIn;

/// <summary>A browser in words, so that people know their own again; versions and models are left out.</summary>
internal static class Device
{
    // The first that is found: each browser also says the names of those it resembles.
    private static readonly (string Sign, string Name)[] Browsers =
        [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")
        ];

    private static readonly (string Sign, string Name)[] Systems =
        [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
            ("CrOS", "ChromeOS"), ("Linux", "Linux")
        ];

    /// <summary>« Firefox sous Windows »; « Navigateur inconnu » where nothing is known.</summary>
    public static string Of(string? userAgent)
    {
        var browser = Find(Browsers, userAgent) ?? "Navigateur inconnu";
        return Find(Systems, userAgent) is { } system ? $"{browser} sous {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(one => userAgent?.Contains(one.Sign, StringComparison.Ordinal) is true).Name;
}
