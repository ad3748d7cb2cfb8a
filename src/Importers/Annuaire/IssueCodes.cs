namespace PublicDirectory.Importers.Annuaire;

/// <summary>The codes of <see cref="Core.Importing.ImportIssue"/> that reading DILA's files gives; stable.</summary>
/// <remarks>Those of opening hours are added by <c>SourceSchedule</c>; docs/guides/importing.md explains all of them.</remarks>
public static class IssueCodes
{
    // The record is not imported.
    public const string RecordUnreadable = "RECORD_UNREADABLE";
    public const string MissingKey = "MISSING_KEY";
    public const string InvalidKey = "INVALID_KEY";
    public const string DuplicateKey = "DUPLICATE_KEY";
    public const string MissingName = "MISSING_NAME";
    public const string NameTooLong = "NAME_TOO_LONG";
    public const string InvalidDocument = "INVALID_DOCUMENT";

    /// <summary>The record says that it is not to be published: it counts as skipped.</summary>
    public const string NotPublishable = "NOT_PUBLISHABLE";

    // The record is imported, something in it is not, or was mended.
    public const string TextTooLong = "TEXT_TOO_LONG";
    public const string InvalidType = "INVALID_TYPE";
    public const string MissingType = "MISSING_TYPE";
    public const string InvalidSiren = "INVALID_SIREN";
    public const string InvalidSiret = "INVALID_SIRET";
    public const string InvalidDate = "INVALID_DATE";
    public const string CommuneReplaced = "COMMUNE_REPLACED";
    public const string CommuneFromAddress = "COMMUNE_FROM_ADDRESS";
    public const string UnknownCommune = "UNKNOWN_COMMUNE";
    public const string PostalCodeMended = "POSTAL_CODE_MENDED";
    public const string PostalCodeUnreadable = "POSTAL_CODE_UNREADABLE";
    public const string TooManyAddresses = "TOO_MANY_ADDRESSES";
    public const string CoordinatesUnreadable = "COORDINATES_UNREADABLE";
    public const string CoordinatesSwapped = "COORDINATES_SWAPPED";
    public const string CoordinatesOutOfBounds = "COORDINATES_OUT_OF_BOUNDS";
    public const string CoordinatesOutsideCommune = "COORDINATES_OUTSIDE_COMMUNE";
    public const string UnknownAccessibility = "UNKNOWN_ACCESSIBILITY";
    public const string PhoneUnreadable = "PHONE_UNREADABLE";
    public const string PhoneCompleted = "PHONE_COMPLETED";
    public const string MailUnreadable = "MAIL_UNREADABLE";
    public const string AddressUnreadable = "WEB_ADDRESS_UNREADABLE";
    public const string TooManyChannels = "TOO_MANY_CHANNELS";

    // About links between records.
    public const string SeveralParents = "SEVERAL_PARENTS";
    public const string ParentCycle = "PARENT_CYCLE";
    public const string UnknownChild = "UNKNOWN_CHILD";

    // About competence.
    public const string CompetenceUnreadable = "COMPETENCE_UNREADABLE";
    public const string CompetenceUnknownCommune = "COMPETENCE_UNKNOWN_COMMUNE";
    public const string CompetenceUnknownAdministration = "COMPETENCE_UNKNOWN_ADMINISTRATION";
    public const string CompetenceInvalidType = "COMPETENCE_INVALID_TYPE";
}
