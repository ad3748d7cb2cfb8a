using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Extranet.Tests.Hosting;

namespace PublicDirectory.Extranet.Tests.SignIn;

public sealed class PasswordTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Home_WithoutSession_AsksToSignInAndComesBack()
    {
        var agent = await host.AgentAsync("propose");
        using var visitor = host.Visit();

        await visitor.GetAsync("/mon-compte");
        Assert.Equal("/connexion?retour=%2Fmon-compte", visitor.Address.PathAndQuery);
        await visitor.SubmitAsync(new { agent.Mail, ExtranetHost.Password });

        Assert.Equal("Mon compte", visitor.Heading);
        Assert.Equal(HttpStatusCode.SeeOther, visitor.Steps[0]);
    }

    [Fact]
    public void Hashing_OutsideTests_CostsWhatOwaspAsks()
    {
        var hashing = new PasswordHasherOptions();
        foreach (var set in host.Service<IEnumerable<IConfigureOptions<PasswordHasherOptions>>>())
        {
            set.Configure(hashing);
        }

        Assert.InRange(hashing.IterationCount, 210_000, int.MaxValue);
        Assert.Equal(PasswordHasherCompatibilityMode.IdentityV3, hashing.CompatibilityMode);
    }

    [Fact]
    public async Task SignIn_WhateverIsWrong_SaysTheSame()
    {
        var agent = await host.AgentAsync();
        var disabled = await host.AgentAsync();
        await host.Service<AccountStore>().SetDisabledAsync(disabled.Id, true, default);
        List<string> answers = [];

        foreach (var (mail, password) in new[]
        {
            (agent.Mail, "autre chose, vraiment"), ("personne@example.fr", ExtranetHost.Password), (disabled.Mail, ExtranetHost.Password),
            (agent.Mail, new string('x', 5000)),
        })
        {
            using var visitor = host.Visit();
            await visitor.SignInAsync(mail, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
            Assert.StartsWith("Erreur : ", visitor.Page.Title, StringComparison.Ordinal);
            answers.Add(visitor.Error!);
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task SignIn_AfterTooManyTries_IsShutForAQuarterOfAnHour()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        for (var i = 0; i < 10; i++)
        {
            await visitor.SignInAsync(agent.Mail, "pas le bon mot de passe");
        }

        await visitor.SignInAsync(agent.Mail);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, visitor.Status);
        host.Clock.Move(TimeSpan.FromMinutes(16));
        await visitor.SignInAsync(agent.Mail);
        Assert.StartsWith("Bonjour", visitor.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ManyGuessesSideBySide_TakesNoMoreThanTheLimit()
    {
        var agent = await host.AgentAsync();
        var door = host.Service<PublicDirectory.Extranet.SignIn.SignInDoor>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => door.TakeAsync(agent.Id, default)));

        Assert.Equal(10, taken.Count(one => one is PublicDirectory.Extranet.SignIn.Door.Open));
    }

    [Fact]
    public async Task Session_OfAnAccountThatIsDisabled_EndsAtTheNextRequest()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", visitor.Heading);

        await host.Service<AccountStore>().SetDisabledAsync(agent.Id, true, default);
        await visitor.GetAsync("/mon-compte");

        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Fact]
    public async Task Session_Always_EndsAfterTwelveHours()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);

        for (var hour = 0; hour < 12; hour++)
        {
            host.Clock.Move(TimeSpan.FromHours(1));
            await visitor.GetAsync("/");
        }

        host.Clock.Move(TimeSpan.FromMinutes(1));
        await visitor.GetAsync("/");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Fact]
    public async Task Session_OpenedOnOneNode_HoldsOnAnother()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);
        var other = host.Start();
        using var there = host.Visit(other);

        there.Steal(visitor);
        await there.GetAsync("/mon-compte");
        Assert.Equal("Mon compte", there.Heading);
    }

    [Fact]
    public async Task SignOut_Posted_EndsTheSession()
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync(agent.Mail);

        await visitor.SubmitAsync(form: "header form");
        Assert.Equal("Vous êtes déconnecté", visitor.Heading);
        await visitor.GetAsync("/mon-compte");
        Assert.Equal("/connexion", visitor.Address.AbsolutePath);
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsAndKeepsThisOne()
    {
        var agent = await host.AgentAsync();
        using var here = host.Visit();
        using var elsewhere = host.Visit();
        await here.SignInAsync(agent.Mail);
        await elsewhere.SignInAsync(agent.Mail);

        await here.GetAsync("/mon-compte/mot-de-passe");
        await here.SubmitAsync(
            new { Current = ExtranetHost.Password, Password = "quatre lampes sous la pluie", Again = "quatre lampes sous la pluie" });
        await elsewhere.GetAsync("/mon-compte");

        Assert.Equal("/mon-compte", here.Address.AbsolutePath);
        Assert.StartsWith("Votre mot de passe est changé", here.Said, StringComparison.Ordinal);
        Assert.Equal("/connexion", elsewhere.Address.AbsolutePath);
    }

    [Theory]
    [InlineData("https://ailleurs.example/")]
    [InlineData("//ailleurs.example/")]
    [InlineData("/\\ailleurs.example/")]
    [InlineData("/\t/ailleurs.example")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ToGoElsewhere_GoesHome(string url)
    {
        var agent = await host.AgentAsync();
        using var visitor = host.Visit();

        await visitor.GetAsync("/connexion?retour=" + Uri.EscapeDataString(url));
        await visitor.SubmitAsync(new { agent.Mail, ExtranetHost.Password });

        Assert.Equal("/", visitor.Address.AbsolutePath);
        Assert.Equal("localhost", visitor.Address.Host);
    }

    [Fact]
    public async Task SignIn_FromOneAddressInAStorm_IsSlowedDown()
    {
        var strict = host.Start(("SignIn:PostsPerMinute", "3"));
        using var visitor = host.Visit(strict);

        for (var i = 0; i < 4; i++)
        {
            await visitor.SignInAsync("personne@example.fr");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Equal("Trop d'essais", visitor.Heading);
    }
}
