using PublicDirectory.Core.Habilitations;
using static PublicDirectory.Core.Habilitations.ChangeRequestState;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>What may happen to a change request. Each leaves an event.</summary>
public enum ChangeRequestMove
{
    /// <summary>The author writes; also what makes a request.</summary>
    Save,

    /// <summary>The author asks for approval.</summary>
    Submit,

    /// <summary>A second person approves, for later.</summary>
    Schedule,

    /// <summary>It becomes public: approved by a second person, now or earlier.</summary>
    Publish,

    /// <summary>
    /// At its date, its author or its approver could no longer ask for it or decide it: it waits for a second person again.
    /// </summary>
    Requeue,

    /// <summary>It goes back to its author: a second person asks for a correction, or its date found a conflict.</summary>
    Return,

    /// <summary>A second person refuses.</summary>
    Reject,

    /// <summary>The author takes it back.</summary>
    Withdraw,

    /// <summary>It has become pointless.</summary>
    Supersede,

    /// <summary>Nobody decided in time.</summary>
    Lapse,

    /// <summary>It becomes public at once, before a second person has seen it; also what makes such a request.</summary>
    PublishUrgently,

    /// <summary>A second person finds the urgent publication right.</summary>
    Confirm,

    /// <summary>A second person has seen it, and corrects it by a request of their own.</summary>
    Correct,

    /// <summary>A second person takes the urgent publication back.</summary>
    Revert,

    /// <summary>The author moves the end of the urgent publication; a second person has to see it again.</summary>
    Extend,

    /// <summary>Its end has come, or the author ends it: the previous content returns.</summary>
    End,

    /// <summary>Nobody has reviewed it in time.</summary>
    Escalate,

    /// <summary>Those who should review it are reminded.</summary>
    Remind,

    /// <summary>Its author, who could not tell its end, is asked whether it still holds.</summary>
    Ask,
}

/// <summary>The table of states and moves; every pair that is not here is impossible.</summary>
public static class ChangeRequestMoves
{
    /// <summary>Where a move leads.</summary>
    /// <param name="state">Null for a request that does not exist yet.</param>
    /// <param name="move">What happens.</param>
    /// <returns>Null where the move is impossible.</returns>
    public static ChangeRequestState? Next(ChangeRequestState? state, ChangeRequestMove move) => (move, state) switch
    {
        (ChangeRequestMove.Save, null or Draft) => Draft,
        (ChangeRequestMove.Save, Returned) => Returned,
        (ChangeRequestMove.Submit, Draft or Returned) => Submitted,
        (ChangeRequestMove.Schedule, Submitted) => Approved,
        (ChangeRequestMove.Publish, Submitted or Approved) => ChangeRequestState.Published,
        (ChangeRequestMove.Requeue, Approved) => Submitted,
        (ChangeRequestMove.Return, Submitted or Approved) => Returned,
        (ChangeRequestMove.Reject, Submitted) => Rejected,
        (ChangeRequestMove.Withdraw, Draft or Submitted or Returned or Approved) => Withdrawn,
        (ChangeRequestMove.Supersede, Submitted or Approved) => Superseded,
        (ChangeRequestMove.Lapse, Submitted) => Expired,
        (ChangeRequestMove.PublishUrgently, null) => PublishedUrgently,
        (ChangeRequestMove.Confirm or ChangeRequestMove.Correct, PublishedUrgently) => Confirmed,
        (ChangeRequestMove.Revert, PublishedUrgently or Confirmed) => Reverted,
        (ChangeRequestMove.Extend, PublishedUrgently or Confirmed) => PublishedUrgently,
        (ChangeRequestMove.End, ChangeRequestState.Published or PublishedUrgently or Confirmed) => Expired,
        (ChangeRequestMove.Escalate or ChangeRequestMove.Remind, PublishedUrgently) => PublishedUrgently,
        (ChangeRequestMove.Ask, PublishedUrgently or Confirmed) => state,
        _ => null,
    };

    /// <summary>The code in tables: <c>PUBLISH_URGENTLY</c> as <c>publish_urgently</c>.</summary>
    public static string Code(this ChangeRequestMove move) => SnakeCase.Of(move.ToString());

    /// <summary>The code in tables: <c>published_urgently</c>.</summary>
    public static string Code(this ChangeRequestState state) => SnakeCase.Of(state.ToString());

    /// <exception cref="FormatException"><paramref name="code"/> is not the code of a state.</exception>
    public static ChangeRequestState ParseState(string code) =>
        Enum.TryParse<ChangeRequestState>(code.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var state)
            ? state
            : throw new FormatException($"'{code}' is not a state of a change request.");
}

internal static class SnakeCase
{
    public static string Of(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
