using System.Globalization;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Pages.Html;

namespace PublicDirectory.Pages.Administrations;

/// <summary>Where it stands, in full, and where to write to when that is elsewhere.</summary>
internal static class AddressPart
{
    public static void Write(HtmlWriter html, Reader reader)
    {
        var addresses = reader.Administration.Addresses;
        if (addresses.Count == 0)
        {
            return;
        }

        html.Write($"<section><h{reader.Context.Part}>Adresse</h{reader.Context.Part}>");
        foreach (var address in addresses)
        {
            html.Write($"<address>");
            if (address.Kind is AddressKind.Postal && addresses.Count > 1)
            {
                html.Write($"<span class=\"guichet__label\">Pour écrire</span><br>");
            }

            foreach (var line in address.Lines)
            {
                html.Write($"{line}<br>");
            }

            html.Write($"{address.PostalCode} {address.City}</address>");
        }

        if (reader.Context.Point is { } point)
        {
            html.Write($"<p><a href=\"{Map(point)}\" rel=\"noreferrer\">Voir sur une carte (openstreetmap.org)</a></p>");
        }

        html.Write($"</section>");
    }

    private static string Map(GeoPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $"https://www.openstreetmap.org/?mlat={point.Latitude}&mlon={point.Longitude}#map=18/{point.Latitude}/{point.Longitude}");
}
