using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class ChangeRequestMovesTests
{
    // Every possible move, by state; nothing else is.
    private const string Possible =
        """
        nothing           | Save:Draft PublishUrgently:PublishedUrgently
        Draft             | Save:Draft Submit:Submitted Withdraw:Withdrawn
        Submitted         | Schedule:Approved Publish:Published Return:Returned Reject:Rejected Withdraw:Withdrawn Supersede:Superseded Lapse:Expired
        Approved          | Publish:Published Requeue:Submitted Return:Returned Withdraw:Withdrawn Supersede:Superseded
        Published         | End:Expired
        Returned          | Save:Returned Submit:Submitted Withdraw:Withdrawn
        Rejected          |
        Withdrawn         |
        Superseded        |
        PublishedUrgently | Confirm:Confirmed Correct:Confirmed Revert:Reverted Extend:PublishedUrgently End:Expired Escalate:PublishedUrgently Remind:PublishedUrgently Ask:PublishedUrgently
        Confirmed         | Revert:Reverted Extend:PublishedUrgently End:Expired Ask:Confirmed
        Reverted          |
        Expired           |
        """;

    [Fact]
    public void Next_OnEveryPair_IsAsTheTableSays()
    {
        var rows = Possible.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(
            row => row[0],
            row => row[1]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split(':'))
                .ToDictionary(pair => pair[0], pair => pair[1]));

        foreach (var state in Enum.GetValues<ChangeRequestState>().Select(state => (ChangeRequestState?)state).Append(null))
        {
            var row = rows[state?.ToString() ?? "nothing"];
            foreach (var move in Enum.GetValues<ChangeRequestMove>())
            {
                Assert.True(
                    ChangeRequestMoves.Next(state, move)?.ToString() == row.GetValueOrDefault(move.ToString()),
                    $"{move} from {state?.ToString() ?? "nothing"}");
            }
        }

        Assert.Equal(Enum.GetNames<ChangeRequestMove>().Order(), rows.Values.SelectMany(row => row.Keys).Distinct().Order());
    }

    [Fact]
    public void Codes_OfStates_AreReadBack() =>
        Assert.All(Enum.GetValues<ChangeRequestState>(), state => Assert.Equal(state, ChangeRequestMoves.ParseState(state.Code())));
}
