namespace PublicDirectory.Core.Territories;

/// <summary>A département, or an overseas land that stands in for one.</summary>
/// <param name="Code">Two characters (<c>69</c>, <c>2A</c>), three overseas (<c>973</c>, <c>988</c>).</param>
/// <param name="Name">Without its article, unless that is part of it (<c>La Réunion</c>).</param>
/// <param name="NameLink">How the name joins a sentence.</param>
/// <param name="Zone">Mainland or overseas.</param>
/// <param name="RegionCode">The region that it is part of.</param>
/// <param name="ChefLieu">The commune of its préfecture.</param>
public sealed record Departement(
    string Code, string Name, NameLink NameLink, TerritoryZone Zone, string RegionCode, InseeCode ChefLieu);
