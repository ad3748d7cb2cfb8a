namespace PublicDirectory.Core.Territories;

/// <summary>
/// An arrondissement of a département, the area of a sous-préfecture; those of Paris, Lyon and Marseille are
/// <see cref="CommuneKind.MunicipalArrondissement">municipal</see> and something else.
/// </summary>
/// <param name="Code">The département's code and one digit: <c>692</c>, <c>9731</c>.</param>
/// <param name="Name">The name, usually that of its chef-lieu.</param>
/// <param name="NameLink">How the name joins a sentence.</param>
/// <param name="DepartementCode">The département that it is part of.</param>
/// <param name="ChefLieu">The commune of its sous-préfecture, or of the préfecture.</param>
public sealed record Arrondissement(
    string Code, string Name, NameLink NameLink, string DepartementCode, InseeCode ChefLieu);
