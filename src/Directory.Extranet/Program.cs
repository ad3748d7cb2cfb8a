using Npgsql;
using PublicDirectory.Extranet;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddRazorPages();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(
    builder.Configuration.GetConnectionString("Directory")
        ?? builder.Configuration["DIRECTORY_DATABASE"]
        ?? throw new InvalidOperationException(
            "No database: set ConnectionStrings:Directory (appsettings) or DIRECTORY_DATABASE (environment).")));

var app = builder.Build();
app.UseMiddleware<SecurityHeaders>();
app.UseStaticFiles();
app.MapHealth();
app.MapRazorPages();
app.Run();

/// <summary>The extranet's entry point, named so that tests can start it.</summary>
public partial class Program;
