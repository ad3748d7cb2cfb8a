using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PublicDirectory.Extranet.Forms;

/// <summary>What is said when a posted value does not even fit its type. Forms say better what they expect, where they can.</summary>
internal static class FrenchMessages
{
    public static void Set(DefaultModelBindingMessageProvider messages)
    {
        messages.SetMissingBindRequiredValueAccessor(field => $"Renseignez « {field} ».");
        messages.SetMissingKeyOrValueAccessor(() => "Saisissez ou choisissez une valeur.");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "Renseignez ce formulaire.");
        messages.SetValueMustNotBeNullAccessor(_ => "Saisissez ou choisissez une valeur.");
        messages.SetAttemptedValueIsInvalidAccessor((_, field) => $"Vérifiez la valeur de « {field} ».");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Vérifiez cette valeur.");
        messages.SetUnknownValueIsInvalidAccessor(field => $"Vérifiez la valeur de « {field} ».");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Vérifiez cette valeur.");
        messages.SetValueIsInvalidAccessor(_ => "Vérifiez cette valeur.");
        messages.SetValueMustBeANumberAccessor(field => $"Saisissez un nombre pour « {field} ».");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Saisissez un nombre.");
    }
}
