using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>Makes records from documents. Keeps its buffer from one to the next; not for two threads.</summary>
internal sealed class DemarcheEncoder
{
    /// <summary>The version of the layout of blocks; a snapshot with another one is not read.</summary>
    public const int Version = 4;

    private readonly BlockWriter _body = new();
    private readonly BlockWriter _whole = new();
    private readonly int[] _starts = new int[DemarcheLayout.SectionCount];

    public DemarcheRecord Encode(PublishedVersion version, DemarcheDocument document)
    {
        _body.Clear();
        Array.Fill(_starts, -1);
        WriteSections(document);
        _whole.Clear();
        _whole.Id(version.EntryId);
        _whole.Int64(version.Sequence);
        _whole.Int64(version.PublishedAt.ToUnixTimeTicks());
        _whole.Int64(version.ChangedAt.ToUnixTimeTicks());
        _whole.OptionalInstant(document.Provenance.VerifiedAt);
        _whole.Int32(version.Version);
        _whole.Int32(FlagsOf(version, document));
        var bodyStart = DemarcheLayout.Sections + (sizeof(int) * DemarcheLayout.SectionCount);
        foreach (var start in _starts)
        {
            _whole.Int32(start < 0 ? 0 : bodyStart + start);
        }

        _whole.Bytes(_body.Written);
        return new DemarcheRecord(_whole.ToArray());
    }

    private static int FlagsOf(PublishedVersion version, DemarcheDocument document)
    {
        var flags = version.Path == PublicationPath.Urgent ? DemarcheLayout.UrgentFlag : 0;
        var provenance = document.Provenance;
        if (provenance.Source == Sources.Local.Code || provenance.Blocks.Values.Any(block => block.Source == Sources.Local.Code))
        {
            flags |= DemarcheLayout.LocalFlag;
        }

        foreach (var audience in document.Audiences)
        {
            flags |= 1 << (DemarcheLayout.AudienceShift + (int)audience);
        }

        return flags;
    }

    private void WriteSections(DemarcheDocument document)
    {
        Text(DemarcheSection.Title, document.Title);
        Text(DemarcheSection.FoldedTitle, TextFolding.Fold(document.Title));
        Text(DemarcheSection.Summary, document.Summary);
        Text(DemarcheSection.Source, document.Provenance.Source);
        Text(DemarcheSection.Url, document.Url);
        List(DemarcheSection.Cost, document.Cost, DemarcheCostView.Write);
        List(DemarcheSection.Delay, document.Delay, DemarcheDelayView.Write);
        List(DemarcheSection.Themes, document.Themes, ThemeView.Write);
        List(DemarcheSection.LifeEvents, document.LifeEvents, LifeEventView.Write);
        List(DemarcheSection.Keywords, document.Keywords, static (writer, keyword) => writer.Text(keyword));
        List(DemarcheSection.Situations, document.Situations, SituationView.Write);
        List(DemarcheSection.RequiredDocuments, document.RequiredDocuments, RequiredDocumentView.Write);
        List(DemarcheSection.Steps, document.Steps, DemarcheStepView.Write);
        List(DemarcheSection.OnlineServices, document.OnlineServices, OnlineServiceView.Write);
        List(DemarcheSection.Forms, document.Forms, FormView.Write);
        List(DemarcheSection.HandledBy, document.HandledBy, static (writer, type) => writer.Text(type));
        List(DemarcheSection.Contacts, document.Contacts, DemarcheContactView.Write);
        List(DemarcheSection.Related, document.Related, ExternalIdView.Write);
        List(DemarcheSection.ExternalIds, document.ExternalIds, ExternalIdView.Write);
        List(DemarcheSection.Blocks, document.Provenance.Blocks, BlockProvenanceView.Write);
        List(DemarcheSection.Passages, document.Passages, PassageView.Write);
        if (document.Responsible is { } responsible)
        {
            _starts[(int)DemarcheSection.Responsible] = _body.Length;
            ResponsibleUnitView.Write(_body, responsible);
        }
    }

    private void Text(DemarcheSection section, string? text)
    {
        if (text is not null)
        {
            _starts[(int)section] = _body.Length;
            _body.Text(text);
        }
    }

    private void List<T>(DemarcheSection section, IReadOnlyCollection<T> items, Action<BlockWriter, T> write)
    {
        if (items.Count > 0)
        {
            _starts[(int)section] = _body.Length;
            _body.List(items, write);
        }
    }
}
