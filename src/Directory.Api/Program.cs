using GraphQLEngine.Execution;
using Microsoft.AspNetCore.ResponseCompression;
using PublicDirectory.Api;
using PublicDirectory.Api.Exports;
using PublicDirectory.Api.GraphQL;
using PublicDirectory.Api.Http;
using PublicDirectory.Api.Pages;
using PublicDirectory.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.Guard(maxBodyBytes: 16 << 20); // the most that GraphQL:MaxBodyBytes may say
builder.Services.AddAnswerHeaders<SecurityHeaders>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPublishedDirectory();
builder.Services.AddGraphQL();
builder.Services.AddExports();
builder.Services.AddPublicPages();
builder.Services.AddCors();
builder.AddTelemetry("directory-api", GraphQLDiagnostics.SourceName, CompetenceGaps.MeterName);
builder.Services.AddResponseCompression(options =>
{
    options.EnableForHttps = true; // everything served is public: compression can give nothing away
    options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/graphql-response+json"];
});

var app = builder.Build();
app.UseProxies();
app.UseMiddleware<LastResort>();
// Files of exports are compressed once, as files: what is sent is what their tags and ranges are of.
app.UseWhen(context => !context.Request.Path.StartsWithSegments("/exports"), others => others.UseResponseCompression());
app.MapHealth();
app.MapSecurityContact();
app.MapGraphQL();
app.MapExports();
app.MapPublicPages();
app.Run();

/// <summary>The API's entry point, named so that tests can start it.</summary>
public partial class Program;
