using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Agents;

/// <summary>The section <c>SignIn</c> of the settings.</summary>
public sealed record SignInOptions
{
    /// <summary>
    /// Whether cookies go over HTTPS only (and to loopback addresses, in most browsers). Turned off by <c>./run</c>, which serves
    /// plain HTTP on loopback.
    /// </summary>
    public bool SecureCookies { get; init; } = true;

    /// <summary>
    /// Whose sign-in takes a second factor: holders of one of these rights, separated by spaces. Others may choose to have one. Null for
    /// those of <see cref="RightsOfTwoProofs"/>; fewer only where the extranet is reached from its own machine alone.
    /// </summary>
    public string? SecondFactorFor { get; init; }

    /// <summary>A session that is not used for so long ends.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromHours(4);

    /// <summary>A session ends after so long in any case.</summary>
    public TimeSpan SessionTime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>For how long a proof of who one is counts as recent: what is grave asks for another one afterwards.</summary>
    public TimeSpan RecentTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// So many tries from one network or browser, without a complete sign-in, shut the door there; passwords and codes count alike.
    /// </summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>For how long the door stays shut there; twice as long after each try that follows, up to sixteen times.</summary>
    public TimeSpan LockTime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// So many tries in a day, from where the account's person is not known, slow those that follow down; the person's own places stay
    /// open.
    /// </summary>
    public int MaxUnknownAttempts { get; init; } = 100;

    /// <summary>Then for how long one place after the other may try.</summary>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Tries of one network that may fail in an hour, whatever the accounts; the browsers of those who signed in before are let through.
    /// </summary>
    public int FailuresPerHour { get; init; } = 200;

    /// <summary>Posts to the pages of signing in that one network may send in a minute; offices share an address.</summary>
    public int PostsPerMinute { get; init; } = 60;

    public TimeSpan InvitationTime { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan ResetTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The least time that asking for a new password takes, so that nobody can tell whether the address is known.</summary>
    public TimeSpan EvenAnswerTime { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>The codes of <see cref="SecondFactorFor"/>.</summary>
    /// <exception cref="FormatException">One of them is not a right.</exception>
    public string[] SecondFactorRights() =>
        SecondFactorFor is { } codes
            ? [.. codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => AccessRights.Parse(code).Code())]
            : [.. Enum.GetValues<AccessRight>().Where(RightsOfTwoProofs.Needs).Select(right => right.Code())];

    /// <summary>Whether no right that takes a second factor is let in without.</summary>
    public bool IsSecondFactorKept() =>
        Enum.GetValues<AccessRight>().Where(RightsOfTwoProofs.Needs).All(right => SecondFactorRights().Contains(right.Code()));
}
