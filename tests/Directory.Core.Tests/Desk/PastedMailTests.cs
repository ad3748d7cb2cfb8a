using PublicDirectory.Core.Desk;

namespace PublicDirectory.Core.Tests.Desk;

/// <summary>What agents paste, as mail programs write it.</summary>
public sealed class PastedMailTests
{
    [Theory]
    [InlineData(
        "De : Jeanne Martin <jeanne@exemple.fr>\nEnvoyé : mardi 4 mars 2026 09:12\nÀ : Support\nObjet : Mon permis\n\nBonjour,\n\nJe veux mon permis.\n\n-----Message d'origine-----\nDe : Support\nVotre dossier est clos.",
        "Mon permis", "Jeanne Martin", "jeanne@exemple.fr", "Bonjour,\n\nJe veux mon permis.")]
    [InlineData(
        "From: \"Martin, Jeanne\" <jeanne@exemple.fr>\r\nSubject: Permis\r\n\r\nBonjour\r\n\r\nLe 3 mars 2026 à 10:00, Support <a@b.fr> a écrit :\r\n> Oui\r\n",
        "Permis", "Martin, Jeanne", "jeanne@exemple.fr", "Bonjour")]
    [InlineData("De : jeanne@exemple.fr\nObjet : Permis\n\nBonjour\n\n> ancien\n> texte\n", "Permis", null, "jeanne@exemple.fr", "Bonjour")]
    [InlineData("Bonjour, je veux mon permis.", null, null, null, "Bonjour, je veux mon permis.")]
    [InlineData("Objet : mon permis\n\nBonjour", null, null, null, "Objet : mon permis\n\nBonjour")]
    [InlineData("De : Jeanne <pas une adresse>\nObjet : Permis\n\nBonjour", "Permis", "Jeanne <pas une adresse>", null, "Bonjour")]
    [InlineData("", null, null, null, "")]
    public void Read_WhatWasPasted_TellsHeadersFromTextAndCutsWhatItQuotes(
        string pasted, string? subject, string? name, string? mail, string text) =>
        Assert.Equal(new PastedMail(subject, name, mail, text), PastedMail.Read(pasted));

    [Theory]
    [InlineData("jeanne@exemple.fr", "jeanne@exemple.fr")]
    [InlineData(" jeanne@exemple.fr ", "jeanne@exemple.fr")]
    [InlineData("jeanne@exemple.fr,autre@exemple.fr", null)]
    [InlineData("jeanne@exemple.fr\nBcc: autre@exemple.fr", null)]
    [InlineData("Jeanne <jeanne@exemple.fr>", null)]
    [InlineData("jeanne", null)]
    [InlineData("", null)]
    public void Address_OfAText_IsOneThatCanBeWrittenTo(string text, string? expected) => Assert.Equal(expected, PastedMail.Address(text));
}
