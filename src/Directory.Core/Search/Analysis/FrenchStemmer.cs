namespace PublicDirectory.Core.Search.Analysis;

/// <summary>
/// Snowball's stemmer for French: cuts a lower-case word with its accents to a stem, so that <c>élections</c> and
/// <c>élection</c> meet. Works in the caller's buffer and allocates nothing.
/// </summary>
/// <remarks>
/// Written from the published description of the algorithm, in the version of PostgreSQL 15's <c>french_stem</c>.
/// Capital letters stand for vowels that act as consonants; a capital H marks a vowel with a diaeresis.
/// </remarks>
internal ref struct FrenchStemmer
{
    private const string Vowels = "aeiouyâàëéêèïîôûù";
    private const string KeepWithS = "aiouès";

    private readonly Span<char> _word;
    private int _length;
    private int _rv;
    private int _r1;
    private int _r2;

    private FrenchStemmer(Span<char> word, int length)
    {
        _word = word;
        _length = length;
    }

    /// <summary>Stems the first <paramref name="length"/> characters in place.</summary>
    /// <param name="buffer">At least twice as long as the word: marks take room.</param>
    /// <param name="length">Of the word, in characters.</param>
    /// <returns>The length of the stem.</returns>
    public static int Stem(Span<char> buffer, int length)
    {
        var stemmer = new FrenchStemmer(buffer, length);
        stemmer.Run();
        return stemmer._length;
    }

    private void Run()
    {
        MarkConsonantVowels();
        MarkRegions();
        if (StandardSuffix() || VerbSuffixInI() || VerbSuffix())
        {
            if (_length > 0 && _word[_length - 1] is 'Y' or 'ç')
            {
                _word[_length - 1] = _word[_length - 1] == 'Y' ? 'i' : 'c';
            }
        }
        else
        {
            ResidualSuffix();
        }

        UndoubleEnd();
        UnaccentEnd();
        UnmarkVowels();
    }

    private static bool IsVowel(char character) => Vowels.Contains(character);

    private void MarkConsonantVowels()
    {
        for (var i = 0; i < _length; i++)
        {
            if (IsVowel(_word[i]) && i + 1 < _length)
            {
                var next = _word[i + 1];
                if ((next is 'u' or 'i') && i + 2 < _length && IsVowel(_word[i + 2]))
                {
                    _word[i + 1] = char.ToUpperInvariant(next);
                    i += 2;
                    continue;
                }

                if (next == 'y')
                {
                    _word[++i] = 'Y';
                    continue;
                }
            }

            if (_word[i] is 'ë' or 'ï')
            {
                _word[(i + 1).._length].CopyTo(_word[(i + 2)..]);
                _word[i + 1] = _word[i] == 'ë' ? 'e' : 'i';
                _word[i++] = 'H';
                _length++;
            }
            else if (_word[i] == 'y' && i + 1 < _length && IsVowel(_word[i + 1]))
            {
                _word[i++] = 'Y';
            }
            else if (_word[i] == 'q' && i + 1 < _length && _word[i + 1] == 'u')
            {
                _word[++i] = 'U';
            }
        }
    }

    private void MarkRegions()
    {
        var word = _word[.._length];
        var starts = word.StartsWith("par") || word.StartsWith("col") || word.StartsWith("tap")
            || (_length >= 3 && IsVowel(word[0]) && IsVowel(word[1]));
        _rv = starts ? 3 : _length == 0 ? 0 : After(1, isVowel: true);
        _r1 = After(After(0, isVowel: true), isVowel: false);
        _r2 = After(After(_r1, isVowel: true), isVowel: false);
    }

    // The place after the first vowel, or non-vowel, from a place on; the end where there is none.
    private readonly int After(int place, bool isVowel)
    {
        for (var i = place; i < _length; i++)
        {
            if (IsVowel(_word[i]) == isVowel)
            {
                return i + 1;
            }
        }

        return _length;
    }

    private bool StandardSuffix()
    {
        if (StemmerSuffixes.Standard.Longest(_word[.._length]) is not { } suffix)
        {
            return false;
        }

        var cut = _length - suffix.Length;
        switch (suffix.Group)
        {
            case StandardSuffixGroup.Delete:
                return CutIn(_r2, cut);
            case StandardSuffixGroup.Ation:
                if (!CutIn(_r2, cut))
                {
                    return false;
                }

                CutOrReplaceIc();
                return true;
            case StandardSuffixGroup.Logie:
                return ReplaceIn(_r2, cut, "log");
            case StandardSuffixGroup.Usion:
                return ReplaceIn(_r2, cut, "u");
            case StandardSuffixGroup.Ence:
                return ReplaceIn(_r2, cut, "ent");
            case StandardSuffixGroup.Ement:
                return Ement(cut);
            case StandardSuffixGroup.Ite:
                return Ite(cut);
            case StandardSuffixGroup.If:
                return If(cut);
            case StandardSuffixGroup.Eaux:
                return ReplaceIn(0, cut, "eau");
            case StandardSuffixGroup.Aux:
                return ReplaceIn(_r1, cut, "al");
            case StandardSuffixGroup.Euse:
                return CutIn(_r2, cut) || ReplaceIn(_r1, cut, "eux");
            case StandardSuffixGroup.Issement:
                return cut > 0 && !IsVowel(_word[cut - 1]) && CutIn(_r1, cut);
            case StandardSuffixGroup.Amment:
                ReplaceIn(_rv, cut, "ant");
                return false; // the end of a verb may follow
            case StandardSuffixGroup.Emment:
                ReplaceIn(_rv, cut, "ent");
                return false;
            default:
                if (cut > 0 && IsVowel(_word[cut - 1]) && cut - 1 >= _rv)
                {
                    _length = cut;
                }

                return false;
        }
    }

    private bool Ement(int cut)
    {
        if (!CutIn(_rv, cut))
        {
            return false;
        }

        if (Ends("iv"))
        {
            if (CutIn(_r2, _length - 2) && Ends("at"))
            {
                CutIn(_r2, _length - 2);
            }
        }
        else if (Ends("eus"))
        {
            _ = CutIn(_r2, _length - 3) || ReplaceIn(_r1, _length - 3, "eux");
        }
        else if (Ends("abl") || Ends("iqU"))
        {
            CutIn(_r2, _length - 3);
        }
        else if (Ends("ièr") || Ends("Ièr"))
        {
            ReplaceIn(_rv, _length - 3, "i");
        }

        return true;
    }

    private bool Ite(int cut)
    {
        if (!CutIn(_r2, cut))
        {
            return false;
        }

        if (Ends("abil"))
        {
            _ = CutIn(_r2, _length - 4) || ReplaceIn(0, _length - 4, "abl");
        }
        else if (Ends("iv"))
        {
            CutIn(_r2, _length - 2);
        }
        else
        {
            CutOrReplaceIc();
        }

        return true;
    }

    private bool If(int cut)
    {
        if (!CutIn(_r2, cut))
        {
            return false;
        }

        if (Ends("at") && CutIn(_r2, _length - 2))
        {
            CutOrReplaceIc();
        }

        return true;
    }

    private void CutOrReplaceIc()
    {
        if (Ends("ic"))
        {
            _ = CutIn(_r2, _length - 2) || ReplaceIn(0, _length - 2, "iqU");
        }
    }

    private bool VerbSuffixInI()
    {
        if (StemmerSuffixes.VerbInI.Longest(_word[Math.Min(_rv, _length).._length]) is not { } suffix)
        {
            return false;
        }

        var cut = _length - suffix.Length;
        return cut - 1 >= _rv && _word[cut - 1] != 'H' && !IsVowel(_word[cut - 1]) && CutIn(_rv, cut);
    }

    private bool VerbSuffix()
    {
        if (StemmerSuffixes.Verb.Longest(_word[Math.Min(_rv, _length).._length]) is not { } suffix)
        {
            return false;
        }

        var cut = _length - suffix.Length;
        if (suffix.Group == VerbSuffixGroup.Ions)
        {
            return CutIn(_r2, cut);
        }

        _length = cut;
        if (suffix.Group == VerbSuffixGroup.A && Ends("e") && _length - 1 >= _rv)
        {
            _length--;
        }

        return true;
    }

    private void ResidualSuffix()
    {
        if (_length > 1 && Ends("s")
            && (_word[.._length].EndsWith("His") || !KeepWithS.Contains(_word[_length - 2])))
        {
            _length--;
        }

        var region = _word[Math.Min(_rv, _length).._length];
        if (region.EndsWith("ion"))
        {
            var cut = _length - 3;
            if (cut >= _r2 && cut - 1 >= _rv && _word[cut - 1] is 's' or 't')
            {
                _length = cut;
            }
        }
        else if (region.EndsWith("ier") || region.EndsWith("Ier"))
        {
            ReplaceIn(_rv, _length - 3, "i");
        }
        else if (region.EndsWith("ière") || region.EndsWith("Ière"))
        {
            ReplaceIn(_rv, _length - 4, "i");
        }
        else if (region.EndsWith("e"))
        {
            _length--;
        }
    }

    private void UndoubleEnd()
    {
        if (Ends("enn") || Ends("onn") || Ends("ett") || Ends("ell") || Ends("eill"))
        {
            _length--;
        }
    }

    private readonly void UnaccentEnd()
    {
        var i = _length - 1;
        while (i >= 0 && !IsVowel(_word[i]))
        {
            i--;
        }

        if (i >= 0 && i < _length - 1 && _word[i] is 'é' or 'è')
        {
            _word[i] = 'e';
        }
    }

    private void UnmarkVowels()
    {
        var length = 0;
        for (var i = 0; i < _length; i++)
        {
            if (_word[i] != 'H')
            {
                _word[length++] = char.ToLowerInvariant(_word[i]);
            }
            else if (i + 1 < _length && _word[i + 1] is 'e' or 'i')
            {
                _word[length++] = _word[++i] == 'e' ? 'ë' : 'ï';
            }
        }

        _length = length;
    }

    private readonly bool Ends(ReadOnlySpan<char> suffix) => _word[.._length].EndsWith(suffix);

    // Cuts at a place, if it lies in the region that starts there.
    private bool CutIn(int region, int place)
    {
        if (place < region)
        {
            return false;
        }

        _length = place;
        return true;
    }

    private bool ReplaceIn(int region, int place, ReadOnlySpan<char> by)
    {
        if (!CutIn(region, place))
        {
            return false;
        }

        by.CopyTo(_word[place..]);
        _length += by.Length;
        return true;
    }
}
