using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

public class ObservabilityTests
{
    [Fact]
    public async Task Activity_OfARequest_TellsWhatItWasButNotWhatItAskedFor()
    {
        var activities = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphQLDiagnostics.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // other tests run beside this one
                if (activity.TraceId == root.TraceId)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var executor = new GraphQLExecutor(Catalogue.Schema, new ExecutorOptions { CostBudget = 10 });
        var request = new GraphQLRequest("query Secretary($n: Int) { books(first: $n) { nodes { id } } }");

        await Ask.OfAsync(executor, request with { Variables = JsonElement.Parse("""{ "n": 7 }""") });
        await Ask.OfAsync(executor, request with { Variables = JsonElement.Parse("""{ "n": 4242 }""") });

        Assert.Equal(2, activities.Count);
        var (served, refused) = (activities[0], activities[1]);
        Assert.Equal("query", served.DisplayName);
        Assert.Equal("Secretary", served.GetTagItem("graphql.operation.name"));
        Assert.Equal("query", served.GetTagItem("graphql.operation.type"));
        Assert.Equal(8, served.GetTagItem("graphql.cost"));
        Assert.Equal(false, served.GetTagItem("graphql.document.known"));
        Assert.Equal(true, refused.GetTagItem("graphql.document.known"));
        Assert.Equal(64, ((string)refused.GetTagItem("graphql.document.hash")!).Length);
        Assert.Equal(new[] { "COST_LIMIT" }, refused.GetTagItem("graphql.error.codes"));
        Assert.Equal(ActivityStatusCode.Error, refused.Status);
        Assert.DoesNotContain(refused.TagObjects, t => $"{t.Value}".Contains("books", StringComparison.Ordinal) || $"{t.Value}" == "4242");
    }

    [Fact]
    public async Task Metrics_OfRequests_CountThemAndTheirErrors()
    {
        var seen = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == GraphQLDiagnostics.SourceName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        var thread = Environment.CurrentManagedThreadId;
        void Note(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // other tests run beside this one; these requests wait for nothing
            if (Environment.CurrentManagedThreadId == thread)
            {
                seen.Add($"{instrument.Name}={value} {string.Join(' ', tags.ToArray().Select(t => t.Value))}");
            }
        }

        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Note(i, v.ToString(CultureInfo.InvariantCulture), tags));
        listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Note(i, v.ToString(CultureInfo.InvariantCulture), tags));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Note(i, v >= 0 ? "some" : "less", tags));
        listener.Start();
        var executor = new GraphQLExecutor(Catalogue.Schema);

        await Ask.OfAsync(executor, new GraphQLRequest("{ books { total } }"));
        await Ask.OfAsync(executor, new GraphQLRequest("{ books { total } }"));
        await Ask.OfAsync(executor, new GraphQLRequest("{ nope }"));

        Assert.Equal(
            [
                "graphql.requests=1 query complete", "graphql.request.duration=some query complete", "graphql.request.cost=21 query",
                "graphql.documents=1 miss",
                "graphql.requests=1 query complete", "graphql.request.duration=some query complete", "graphql.request.cost=21 query",
                "graphql.documents=1 hit",
                "graphql.requests=1 unknown refused", "graphql.request.duration=some unknown refused", "graphql.documents=1 miss",
                "graphql.errors=1 GRAPHQL_VALIDATION_FAILED",
            ],
            seen);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(60_000, 0)]
    public async Task SlowOperation_BeyondTheThreshold_IsReportedByNameAndHash(int thresholdMilliseconds, int expected)
    {
        var slow = new List<SlowOperation>();
        var options = new ExecutorOptions
        {
            SlowThreshold = TimeSpan.FromMilliseconds(thresholdMilliseconds),
            OnSlowOperation = slow.Add,
        };

        await Ask.OfAsync(
            new GraphQLExecutor(Catalogue.Schema, options), new GraphQLRequest($"query {new string('N', 300)} {{ book {{ id }} }}"));

        Assert.Equal(expected, slow.Count);
        Assert.All(slow, s => Assert.Equal((100, 64, 1), (s.Name!.Length, s.DocumentHash!.Length, s.Cost)));
    }
}
