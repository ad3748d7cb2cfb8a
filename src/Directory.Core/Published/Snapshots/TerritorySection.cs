using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Snapshots;

/// <summary>The territories within a snapshot.</summary>
internal static class TerritorySection
{
    public static void Write(SnapshotWriter writer, TerritoryIndex territories)
    {
        writer.Text(territories.Version);
        writer.Text(territories.ContentHash);
        writer.List(territories.Regions, static (to, region) =>
        {
            Texts(to, region.Code, region.Name, region.ChefLieu.Value);
            Numbers(to, (int)region.NameLink, (int)region.Zone);
        });
        writer.List(territories.Departements, static (to, departement) =>
        {
            Texts(to, departement.Code, departement.Name, departement.RegionCode, departement.ChefLieu.Value);
            Numbers(to, (int)departement.NameLink, (int)departement.Zone);
        });
        writer.List(territories.Arrondissements, static (to, arrondissement) =>
        {
            Texts(to, arrondissement.Code, arrondissement.Name, arrondissement.DepartementCode, arrondissement.ChefLieu.Value);
            Numbers(to, (int)arrondissement.NameLink);
        });
        writer.List(territories.Communes.ToArray(), WriteCommune);
        writer.List(territories.Epci, static (to, epci) =>
        {
            Texts(to, epci.Code, epci.Name);
            Numbers(to, (int)epci.Kind);
            to.List(epci.Members, WriteCode);
        });
        writer.List(territories.Outlines, static (to, outline) =>
        {
            WriteCode(to, outline.Code);
            to.Block(outline.Wkb);
        });
    }

    public static TerritoryIndex Read(SnapshotReader reader) => TerritoryIndex.Build(new TerritoryData
    {
        Version = reader.Text(),
        ContentHash = reader.OptionalText(),
        Regions = reader.List(ReadRegion, 20),
        Departements = reader.List(ReadDepartement, 24),
        Arrondissements = reader.List(ReadArrondissement, 20),
        Communes = reader.List(ReadCommune, 56),
        Epci = reader.List(
            static from => new Epci(from.Text(), from.Text(), (EpciKind)from.Int32(), from.List(ReadCode, 5)), 16),
        Outlines = reader.List(static from => new SourceOutline(ReadCode(from), from.Block()), 13),
    });

    private static Region ReadRegion(SnapshotReader reader)
    {
        var (code, name, chefLieu) = (reader.Text(), reader.Text(), ReadCode(reader));
        return new Region(code, name, (NameLink)reader.Int32(), (TerritoryZone)reader.Int32(), chefLieu);
    }

    private static Departement ReadDepartement(SnapshotReader reader)
    {
        var (code, name, region, chefLieu) = (reader.Text(), reader.Text(), reader.Text(), ReadCode(reader));
        return new Departement(code, name, (NameLink)reader.Int32(), (TerritoryZone)reader.Int32(), region, chefLieu);
    }

    private static Arrondissement ReadArrondissement(SnapshotReader reader)
    {
        var (code, name, departement, chefLieu) = (reader.Text(), reader.Text(), reader.Text(), ReadCode(reader));
        return new Arrondissement(code, name, (NameLink)reader.Int32(), departement, chefLieu);
    }

    private static void WriteCommune(SnapshotWriter writer, Commune commune)
    {
        Texts(
            writer, commune.Code.Value, commune.Name, commune.DepartementCode, commune.RegionCode,
            commune.ArrondissementCode, commune.EpciCode, commune.PartOf?.Value, commune.Siren);
        Numbers(
            writer, (int)commune.NameLink, (int)commune.Kind, commune.Population ?? -1, commune.Location is null ? 0 : 1);
        if (commune.Location is { } location)
        {
            writer.Int64(BitConverter.DoubleToInt64Bits(location.Latitude));
            writer.Int64(BitConverter.DoubleToInt64Bits(location.Longitude));
        }

        writer.List(commune.FormerCodes, WriteCode);
        writer.List(commune.PostalCodes, static (to, code) => to.Text(code));
    }

    private static Commune ReadCommune(SnapshotReader reader)
    {
        var (code, name, departement, region) = (ReadCode(reader), reader.Text(), reader.Text(), reader.Text());
        var (arrondissement, epci, partOf, siren) =
            (reader.OptionalText(), reader.OptionalText(), reader.OptionalText(), reader.OptionalText());
        var (link, kind, population, hasLocation) = (reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32());
        return new Commune
        {
            Code = code,
            Name = name,
            DepartementCode = departement,
            RegionCode = region,
            ArrondissementCode = arrondissement,
            EpciCode = epci,
            PartOf = partOf is null ? null : InseeCode.Parse(partOf),
            Siren = siren,
            NameLink = (NameLink)link,
            Kind = (CommuneKind)kind,
            Population = population < 0 ? null : population,
            Location = hasLocation == 0 ? null : ReadPoint(reader),
            FormerCodes = reader.List(ReadCode, 9),
            PostalCodes = reader.List(static from => from.Text(), 4),
        };
    }

    private static GeoPoint ReadPoint(SnapshotReader reader) =>
        new(BitConverter.Int64BitsToDouble(reader.Int64()), BitConverter.Int64BitsToDouble(reader.Int64()));

    private static InseeCode ReadCode(SnapshotReader reader) => InseeCode.Parse(reader.Text());

    private static void WriteCode(SnapshotWriter writer, InseeCode code) => writer.Text(code.Value);

    private static void Texts(SnapshotWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            writer.Text(text);
        }
    }

    private static void Numbers(SnapshotWriter writer, params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            writer.Int32(number);
        }
    }
}
