namespace PublicDirectory.Api.Exports;

/// <summary>A form in which the directory is handed out whole.</summary>
/// <param name="Extension">What its address ends with.</param>
/// <param name="MediaType">Its <c>Content-Type</c>.</param>
/// <param name="Title">What it is, in French.</param>
/// <param name="Write">Writes it, piece by piece: never whole in memory.</param>
internal sealed record ExportFormat(string Extension, string MediaType, string Title, Action<Export, Stream, CancellationToken> Write)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ExportFormat> All =
    [
        new("ndjson", "application/x-ndjson", "NDJSON, une fiche par ligne", NdjsonExport.Write),
        new("csv", "text/csv; charset=utf-8", "CSV, une ligne par fiche", CsvExport.Write),
        new("geojson", "application/geo+json", "GeoJSON, un point par fiche", GeoJsonExport.Write),
        new("hsds.json", "application/json", "HSDS 3.0 (Open Referral)", HsdsExport.Write),
    ];

    /// <summary>Where it is, without filter.</summary>
    public string Path => $"/exports/guichets.{Extension}";
}
