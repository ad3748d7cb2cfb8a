using NodaTime;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>A <see cref="Competence"/> read in place.</summary>
public readonly struct CompetenceView : IRecordView<CompetenceView>
{
    private const int SeatFlag = 1;
    private const int CountryFlag = 2;
    private const int FromFlag = 4;
    private const int ToFlag = 8;
    private const int DemarcheFlag = 16;

    private readonly byte[] _block;
    private readonly int _lists;

    // In the block: flags, dates, démarche, service type, regions after their length, départements after theirs, communes.
    private CompetenceView(byte[] block, int start)
    {
        _block = block;
        var flags = block[start++];
        Basis = (flags & SeatFlag) != 0 ? CompetenceBasis.Seat : CompetenceBasis.Declared;
        WholeCountry = (flags & CountryFlag) != 0;
        ValidFrom = (flags & FromFlag) != 0 ? Block.Date(block, ref start) : null;
        ValidTo = (flags & ToFlag) != 0 ? Block.Date(block, ref start) : null;
        Demarche = (flags & DemarcheFlag) != 0 ? Block.Id(block, ref start) : null;
        ServiceType = Block.Text(block, ref start);
        _lists = start;
    }

    /// <inheritdoc cref="Competence.ServiceType"/>
    public JsonText ServiceType { get; }

    /// <inheritdoc cref="Competence.Demarche"/>
    public Guid? Demarche { get; }

    /// <inheritdoc cref="Competence.Basis"/>
    public CompetenceBasis Basis { get; }

    /// <inheritdoc cref="Competence.WholeCountry"/>
    public bool WholeCountry { get; }

    /// <inheritdoc cref="Competence.ValidFrom"/>
    public LocalDate? ValidFrom { get; }

    /// <inheritdoc cref="Competence.ValidTo"/>
    public LocalDate? ValidTo { get; }

    /// <inheritdoc cref="Competence.Regions"/>
    public RecordList<JsonText> Regions
    {
        get
        {
            var position = _lists;
            Block.Varint(_block, ref position);
            return new RecordList<JsonText>(_block, position);
        }
    }

    /// <inheritdoc cref="Competence.Departements"/>
    public RecordList<JsonText> Departements
    {
        get
        {
            var position = _lists;
            Skip(ref position);
            Block.Varint(_block, ref position);
            return new RecordList<JsonText>(_block, position);
        }
    }

    /// <inheritdoc cref="Competence.Communes"/>
    public CommuneCodes Communes
    {
        get
        {
            var position = _lists;
            Skip(ref position);
            Skip(ref position);
            return new CommuneCodes(_block, position);
        }
    }

    /// <summary>Whether the competence holds on this day.</summary>
    public bool IsValidOn(LocalDate day) => !(day < ValidFrom) && !(day > ValidTo);

    internal static void Write(BlockWriter writer, Competence competence)
    {
        writer.Byte((competence.Basis == CompetenceBasis.Seat ? SeatFlag : 0)
            | (competence.WholeCountry ? CountryFlag : 0)
            | (competence.ValidFrom is null ? 0 : FromFlag)
            | (competence.ValidTo is null ? 0 : ToFlag)
            | (competence.Demarche is null ? 0 : DemarcheFlag));
        if (competence.ValidFrom is { } from)
        {
            writer.Date(from);
        }

        if (competence.ValidTo is { } to)
        {
            writer.Date(to);
        }

        if (competence.Demarche is { } demarche)
        {
            writer.Id(demarche);
        }

        writer.Text(competence.ServiceType);
        writer.Prefixed(competence.Regions, WriteCodes, extra: 0);
        writer.Prefixed(competence.Departements, WriteCodes, extra: 0);
        CommuneCodes.Write(writer, competence.Communes);
    }

    static CompetenceView IRecordView<CompetenceView>.At(byte[] block, int start) => new(block, start);

    private static void WriteCodes(BlockWriter writer, IReadOnlyList<string>? codes) =>
        writer.List(codes, static (texts, code) => texts.Text(code));

    private void Skip(ref int position)
    {
        var length = (int)Block.Varint(_block, ref position);
        position += length;
    }
}
