using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Npgsql;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Choosers;
using PublicDirectory.Extranet.Commands;
using PublicDirectory.Extranet.Desk;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Forms;
using PublicDirectory.Extranet.Keys;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.Mail;
using PublicDirectory.Extranet.OpenIdConnect;
using PublicDirectory.Extranet.Reports;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;
using PublicDirectory.Extranet.SignIn;
using PublicDirectory.Extranet.Urgent;
using PublicDirectory.Hosting;

var command = ExtranetCommand.Of(args);
if (command is { NeedsSettings: false })
{
    return await command.RunAsync();
}

var builder = WebApplication.CreateBuilder(command is null ? args : []);
builder.WebHost.Guard(maxBodyBytes: 2 << 20);
builder.AddTelemetry("directory-extranet");
builder.Services.AddAnswerHeaders<SecurityHeaders>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(_ => DirectoryDatabase.Open(
    builder.Configuration.GetConnectionString("Directory")
        ?? builder.Configuration["DIRECTORY_DATABASE"]
        ?? throw new InvalidOperationException(
            "No database: set ConnectionStrings:Directory (appsettings) or DIRECTORY_DATABASE (environment).")));
builder.Services.AddSingleton(provider => DirectoryContext.Factory(provider.GetRequiredService<NpgsqlDataSource>()));
builder.Services.Configure<ShellOptions>(builder.Configuration.GetSection("Shell"));
builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
builder.Services.AddSingleton(provider =>
    provider.GetRequiredService<IConfiguration>().GetSection("Mail").Get<OutboxOptions>()
        ?? throw new InvalidOperationException("The section Mail is missing from the settings."));
builder.Services.AddSingleton<MailSecrets>();
builder.Services.AddHostedService<OutboxWorker>();
builder.Services.AddSingleton<SubmissionStore>();
builder.Services.AddSingleton<KeptForms>();
builder.Services.AddScoped<Navigation>();
builder.Services.AddSingleton<PublicAddress>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<PublicAddress>());
builder.Services.AddKeys(builder.Configuration);
builder.Services.AddSignIn(builder.Configuration);
builder.Services.AddProvider();
builder.Services.AddWorkflow();
builder.Services.AddRequests();
builder.Services.AddChoosers();
builder.Services.AddUrgentPath();
builder.Services.AddEntryLists();
builder.Services.AddReports();
builder.Services.AddAdministration();
builder.Services.AddDesk();
builder.Services.AddCommands();
builder.Services.AddRazorPages().AddMvcOptions(mvc =>
{
    mvc.Filters.Add<HandledOnly>();
    mvc.Filters.Add<SendOnce>();
    mvc.Filters.Add<ForgetKept>();
    mvc.Filters.Add<AfterPost>();
    mvc.MaxModelBindingCollectionSize = 20_000; // the fields of a form are bounded: see Intake
    FrenchMessages.Set(mvc.ModelBindingMessageProvider);
});
builder.Services.AddAntiforgery(forgery =>
{
    forgery.SuppressXFrameOptionsHeader = true; // the policy's frame-ancestors says it
    forgery.Cookie.Name = "directory-forgery";
    forgery.Cookie.SameSite = SameSiteMode.Strict;
});
builder.Services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<IOptions<SignInOptions>>((forgery, signIn) =>
    forgery.Cookie.SecurePolicy = signIn.Value.SecureCookies ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
builder.Services.AddOptions<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>().Configure<IOptions<SignInOptions>>((notice, signIn) =>
{
    notice.Cookie.Name = "directory-notice";
    notice.Cookie.SecurePolicy = signIn.Value.SecureCookies ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
});

var app = builder.Build();
if (command is not null)
{
    return await command.RunAsync(app.Services);
}

ThemeFiles.Check(app);
app.UseProxies();
app.UseMiddleware<Site>();
app.UseExceptionHandler("/erreur/500");
app.UseStatusCodePagesWithReExecute("/erreur/{0}");
app.UseMiddleware<DatabaseAway>();
app.UseStaticFiles();
app.UseRouting();
app.UseRateLimiter();
app.UseMiddleware<Intake>();
app.UseMiddleware<KeepUnhandled>();
app.UseAuthentication();
app.UseAuthorization();
app.MapHealth();
app.MapSecurityContact();
app.MapRazorPages();
app.MapChoosers();
BackchannelLogout.Map(app);
app.Run();
return 0;

/// <summary>The extranet's entry point, named so that tests can start it.</summary>
public partial class Program;
