using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Http;

/// <summary>No request, however made, gets more than a refusal that says why, or a cheap answer.</summary>
[Collection(SampleCollection.Name)]
public sealed class HostileRequestTests(DirectoryApi api)
{
    public static TheoryData<string> Names => [.. HostileRequests.All.Select(request => request.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hostile_Request_IsRefusedWithItsCodeOrAnswered(string name)
    {
        var request = HostileRequests.All.Single(request => request.Name == name);
        using var content = new ByteArrayContent(request.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        if (request.Encoding is { } encoding)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        using var response = await api.Client.PostAsync("/graphql", content);

        Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{response.StatusCode}");
        var text = await response.Content.ReadAsStringAsync();
        Assert.InRange(text.Length, 1, 100_000); // an answer to damage must not be a blow itself
        var errors = JsonElement.Parse(text).TryGetProperty("errors", out var found) ? found : default;
        Assert.Equal(request.Code, errors.ValueKind == JsonValueKind.Array ? errors[0].Code() : null);
    }

    [Fact]
    public void HostileSet_Always_IsLargeAndEachHasAName() =>
        Assert.InRange(HostileRequests.All.Select(request => request.Name).Distinct(StringComparer.Ordinal).Count(), 60, 200);
}
