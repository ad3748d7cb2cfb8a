using Microsoft.AspNetCore.ResponseCompression;
using PublicDirectory.Api;
using PublicDirectory.Api.Http;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddPublishedDirectory();
builder.Services.AddGraphQL();
builder.Services.AddCors();
builder.Services.AddHostedService<Telemetry>();
builder.Services.AddResponseCompression(options =>
{
    options.EnableForHttps = true; // everything served is public: compression can give nothing away
    options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/graphql-response+json"];
});

var app = builder.Build();
app.UseMiddleware<SecurityHeaders>();
app.UseResponseCompression();
app.MapHealth();
app.MapGraphQL();
app.Run();

/// <summary>The API's entry point, named so that tests can start it.</summary>
public partial class Program;
