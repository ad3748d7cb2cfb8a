using System.Collections.Frozen;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>For which service types an administration that no commune names is taken to serve the commune of its seat.</summary>
/// <remarks>
/// DILA's public rule says so of all. It is right of a counter for the neighbourhood and wrong of a body whose remit is,
/// by its nature, a département, a region, a court's district or a campus: to say that an ARS serves the one
/// commune where its office stands would make every other commune believe that none is competent. Of those nothing
/// is said. The list names what is excluded, so that a new type of local counter is covered from its first day.
/// </remarks>
internal static class SeatCompetence
{
    private static readonly FrozenSet<string> Wider = FrozenSet.ToFrozenSet(
        [
            // the State in the région or département
            "prefecture", "prefecture_region", "sous_pref", "prefecture_greffe_associations", "ars", "ars_antenne", "ddcs", "ddcspp",
            "ddpp", "ddt", "ddtm", "ddets", "ddetspp", "dreets", "dml", "direccte", "direccte_ut", "draf", "drac", "drajes",
            "dreal", "dreal_ut", "driea_ut", "drddi", "inspection_academique", "rectorat", "onac", "ofii", "spip", "esm",
            "csl", "bsn", "sde",
            // local authorities wider than a commune, and their chambers
            "cg", "cr", "collectivite", "epci", "cdg", "cnfpt", "cci", "chambre_agriculture", "chambre_metier", "cesr",
            "maison_handicapees", "fdc", "fdapp", "paierie_departementale", "adil", "anah", "ademe", "agefiph",
            "apecita", "caf", "cpam", "carsat", "msa", "urssaf", "banque_de_france", "conciliateur_fiscal",
            "commission_conciliation", "cidf", "crib", "cicas", "hypotheque", "maia",
            // courts and prisons, whose district a decree sets
            "ta", "caa", "cour_appel", "tgi", "ti", "te", "tribunal_commerce", "prudhommes", "civi", "bav", "maison_arret",
            "maison_centrale", "centre_detention", "centre_penitentiaire",
            // learning
            "crous", "greta", "suio", "afpa", "cddp",
        ],
        StringComparer.Ordinal);

    public static bool AppliesTo(string serviceType) => !Wider.Contains(serviceType);
}
