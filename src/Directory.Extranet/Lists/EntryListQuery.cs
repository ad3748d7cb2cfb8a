using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Lists;

/// <summary>
/// What the address of « Mes fiches » asks for: it can be shared. Anything that is not understood is as if it were not there.
/// </summary>
public sealed record EntryListQuery
{
    public const string Path = "/extranet/fiches";

    private const int MaxTextLength = 200;

    private static readonly Dictionary<string, EntryTab> Tabs = new()
    {
        [""] = EntryTab.All,
        ["brouillons"] = EntryTab.Drafts,
        ["a-valider"] = EntryTab.Submitted,
        ["a-corriger"] = EntryTab.ToCorrect,
        ["a-confirmer"] = EntryTab.ToConfirm,
        ["urgentes"] = EntryTab.Urgent,
        ["retirees"] = EntryTab.Removed,
    };

    private static readonly Dictionary<string, ReceptionToday> Days = new()
    {
        ["oui"] = ReceptionToday.Open,
        ["non"] = ReceptionToday.Closed,
        ["inconnu"] = ReceptionToday.Unknown,
    };

    public EntryTab Tab { get; init; }

    public string? Text { get; init; }

    public string? Departement { get; init; }

    public string? ServiceType { get; init; }

    public string? Kind { get; init; }

    public string? Today { get; init; }

    public string? Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>25, 50 or 100.</summary>
    public int PageSize { get; init; } = 25;

    /// <summary>The value of <c>onglet</c> for a tab; null for the first.</summary>
    public static string? NameOf(EntryTab tab) => tab is EntryTab.All ? null : Tabs.First(item => item.Value == tab).Key;

    /// <summary>The address of a tab, without filters.</summary>
    public static string PathOf(EntryTab tab) => NameOf(tab) is { } name ? QueryHelpers.AddQueryString(Path, "onglet", name) : Path;

    public static EntryListQuery Read(IQueryCollection query)
    {
        string? One(string name) =>
            string.Concat((query[name].FirstOrDefault() ?? "").Where(sign => !char.IsControl(sign))).Trim() is { Length: > 0 } value
                ? value
                : null;
        return new EntryListQuery
        {
            Tab = Tabs.GetValueOrDefault(One("onglet") ?? ""),
            Text = One("q") is { } text ? text[..Math.Min(text.Length, MaxTextLength)] : null,
            Departement = One("departement"),
            ServiceType = One("service"),
            Kind = One("genre") is { } kind && EntryWords.Kinds.Any(item => item.Kind.Code() == kind) ? kind : null,
            Today = One("ouvert") is { } today && Days.ContainsKey(today) ? today : null,
            Sort = One("tri"),
            Page =
                int.TryParse(One("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                    ? Math.Clamp(page, 1, 1_000_000)
                    : 1,
            PageSize = One("taille") switch { "50" => 50, "100" => 100, _ => 25 },
        };
    }

    /// <summary>Whether anything but the tab narrows the list.</summary>
    public bool IsFiltered =>
        Text is not null || Departement is not null || ServiceType is not null || Kind is not null || Today is not null;

    /// <summary>How many of the folded filters are set.</summary>
    public int FilterCount => new[] { Departement, ServiceType, Kind, Today }.Count(filter => filter is not null);

    public EntryListFilter Filter => new()
    {
        Tab = Tab,
        Text = Text,
        Departement = Departement,
        ServiceType = ServiceType,
        Kind = Kind is null ? null : EntryKinds.Parse(Kind),
        Today = Today is null ? null : Days[Today],
        ByVerification = Sort is "confirmee" or "-confirmee",
        IsDescending = Sort is "-nom" or "-confirmee",
    };
}
