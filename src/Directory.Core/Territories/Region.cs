namespace PublicDirectory.Core.Territories;

/// <summary>A region, or an overseas land that stands in for one.</summary>
/// <param name="Code">Two digits (<c>84</c>), three for the overseas lands that have no region (<c>988</c>).</param>
/// <param name="Name">Without its article, unless that is part of it (<c>La Réunion</c>).</param>
/// <param name="NameLink">How the name joins a sentence.</param>
/// <param name="Zone">Mainland or overseas.</param>
/// <param name="ChefLieu">The commune of its administration.</param>
public sealed record Region(string Code, string Name, NameLink NameLink, TerritoryZone Zone, InseeCode ChefLieu);
