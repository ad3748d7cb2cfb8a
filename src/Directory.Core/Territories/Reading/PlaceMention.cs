namespace PublicDirectory.Core.Territories.Reading;

/// <summary>A place that a text names.</summary>
/// <param name="Start">The first character of what names it, its code included.</param>
/// <param name="End">The character after the last.</param>
/// <param name="Communes">The communes that may be meant, the most populous first; none where it is a département.</param>
/// <param name="Departement">The département that is meant, or may be beside the communes; null where none is.</param>
/// <param name="IsCertain">Whether it is a place without doubt, were there several of the name: many names are also ordinary words.</param>
public sealed record PlaceMention(int Start, int End, IReadOnlyList<Commune> Communes, Departement? Departement, bool IsCertain);
