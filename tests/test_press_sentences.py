# ruff: noqa: E501
"""Single sentences with names that are hard to read, as German writes them.

Each is marked as the labelled releases of the benchmark are: ``[[text|key]]``.
"""

from __future__ import annotations

import pytest
from benchmarks.press.labels import unmarked

from factories import real_catalog
from ruhrmap.press import read

SENTENCES = """
Zum Essen gab es Suppe aus der Region.
Die Schule in [[Essen|05113]] serviert das Essen um zwölf.
Kein Kind soll ohne Essen nach Hause gehen.
[[Essen|05113]] macht Schule: Die Stadt weitet das Angebot aus.
Wer [[Essen|05113]] kennt, kennt auch [[Bottrop|05512]].
Die Kosten für Essen und Getränke trägt der Förderverein.
Die [[Essenerinnen|05113]] und [[Essener|05113]] freuen sich.
Das Angebot gilt für [[Essen|05113]] und [[Bochum|05911]].
Am Mittwoch gab es in der Mensa ein vegetarisches Essen.
Trotz schlechten Wetters kamen 200 Gäste nach [[Wetter|05954032]].
Das Wetter spielte mit.
Wind und Wetter konnten ihnen nichts anhaben.
[[Wetter (Ruhr)|05954032]] und [[Herdecke|05954020]] teilen sich eine Schule.
Die Städte [[Witten|05954036]], [[Wetter|05954032]] und [[Hattingen|05954016]] sind dabei.
Der Bürgermeister von [[Wetter|05954032]] kam mit dem Rad.
Wetter und Klima standen auf dem Stundenplan.
In den Alpen lag noch Schnee, in [[Alpen|05170004]] blühten die Bäume.
Die Alpen sind das Ziel der Klassenfahrt.
Die Gemeinde [[Alpen|05170004]] hat rund 12.000 Einwohner.
Kamen 2019 noch 40 Kinder, sind es heute 90.
Kamen die Eltern früher kaum, sind heute alle Plätze besetzt.
[[Kamen|05978020]] hat zwei neue Kitas.
Die Gäste kamen aus [[Kamen|05978020]] und [[Bergkamen|05978004]].
Zum Nachtisch gab es Datteln und Feigen.
[[Datteln|05562008]] liegt am Wesel-Datteln-Kanal.
Den Haltern von Hunden wird geraten, die Leine zu benutzen.
[[Haltern am See|05562016]] und Dülmen kooperieren.
Werner Schmidt leitet die Schule in [[Werne|05978040]].
Die [[Werner|05978040]] Stadtverwaltung hat zugestimmt.
Werner sagte, er freue sich.
Der Hammer liegt neben dem Amboss.
Das [[Hammer|05915]] Schulamt und die [[Hammer|05915]] Kitas planen gemeinsam.
Das war der Hammer, fand ein Schüler.
Frau Unna und Herr Marl begrüßten die Gäste.
Dr. Petra Herne hielt den Vortrag.
Prof. Dr. Hamm sprach über Sprache.
Anna-Lena Hagen und Kai Wesel moderierten.
M. Essen übernimmt die Kasse.
Hagen Müller aus [[Hagen|05914]] gewann.
Schulleiter Hagen Brandt freute sich über den Besuch.
Familie Unna wohnt in [[Unna|05978036]].
Die Essener Straße führt nach [[Gladbeck|05562014]].
Treffpunkt ist an der Hagener Str. 12.
Die A1 ist am Kamener Kreuz gesperrt.
Der Bochumer Verein ist Geschichte, der [[Bochumer|05911]] Hafen gab es nie.
Der Rhein-Herne-Kanal verbindet Häfen.
Am Datteln-Hamm-Kanal entlang führt ein Radweg.
Hamm (Sieg) liegt in Rheinland-Pfalz.
Essen (Oldenburg) ist eine Gemeinde in Niedersachsen.
Hagen a.T.W. liegt bei Osnabrück.
Oberhausen bei Augsburg ist weit weg.
Er zog aus Mülheim an der Mosel nach [[Mülheim an der Ruhr|05117]].
In Köln-Mülheim fand ein Treffen statt.
Der Zug fährt nach Augsburg-Oberhausen.
Die Wetterau liegt in Hessen.
In [[Oberhausen-Sterkrade|05119]] und [[Bochum-Werne|05911]] öffnen Büros.
Der Weg führt von [[Duisburg|05112]]-Ruhrort nach [[Moers|05170024]].
[[Duisburgs|05112]] Oberbürgermeister und [[Moers|05170024]]' Bürgermeisterin trafen sich.
Die Delegation des [[Ennepe-Ruhr-Kreises|05954]] reiste an.
Im [[EN-Kreis|05954]] und im [[Kreis Unna|05978]] ist man schon weiter.
Die Kreise [[Wesel|05170]] und [[Recklinghausen|05562]] verhandeln.
Die Kreise Kleve, [[Wesel|05170]] und Viersen verhandeln.
Vertreter der Kreise [[Unna|05978]] und Soest sowie der Stadt [[Hamm|05915]] kamen.
Im [[Ennepe-Ruhr-|05954]] und [[Kreis Recklinghausen|05562]] fehlt Personal.
Die Kreisverwaltung [[Unna|05978]] zieht um.
Die Kreisstadt [[Unna|05978036]] feiert.
Der [[Unnaer|05978]] Kreistag und der [[Unnaer|05978036]] Stadtrat tagten.
Der Landrat von [[Wesel|05170]] kam in die Stadt [[Wesel|05170048]].
Die Bürgermeisterin von [[Recklinghausen|05562032]] war verhindert.
Das [[Vest Recklinghausen|05562]] ist bekannt für seine Festspiele.
Zwölf Städte, darunter [[Neukirchen-Vluyn|05170028]] und [[Kamp-Lintfort|05170020]], meldeten sich.
Neukirchen im Saarland war nicht vertreten.
Die [[TU Dortmund|tu-dortmund]] und die [[FH Dortmund|fh-dortmund]] liegen in [[Dortmund|05913]].
An der Universität Witten/Herdecke studieren 3.000 Menschen.
Die FernUniversität in Hagen bietet Kurse an.
Die FernUniversität sitzt in [[Hagen|05914]].
Die Hochschule Hamm-Lippstadt stellt Räume.
Das Universitätsklinikum Essen berät die Kitas.
Die Universitäten [[Bochum|rub]] und [[Duisburg-Essen|ude]] werten die Daten aus.
[[Technische Universität|tu-dortmund]] und [[Fachhochschule Dortmund|fh-dortmund]] kooperieren.
Studierende der [[Westfälischen Hochschule|w-hs]] und der [[Hochschule Ruhr West|hrw]] halfen.
Die [[Ruhr-Uni Bochum|rub]] ([[RUB|rub]]) lädt ein.
Die [[Uni Duisburg-Essen|ude]] hat zwei Standorte, [[Duisburg|05112]] und [[Essen|05113]].
Das Kunstmuseum der Universität der Künste Berlin zeigte Bilder.
Der [[RVR|rvr]] und die [[Stiftung Mercator|stiftung-mercator]] fördern das Vorhaben.
Der [[Regionalverband Ruhr|rvr]] und das [[Land NRW|land-nrw]] unterstützen es.
Das Mercator-Institut ist beteiligt.
Die Straße heißt Mercatorstraße.
Der VfL Bochum und Rot-Weiss Essen spielten unentschieden.
Radio Oberhausen berichtete, die Marler Zeitung auch.
Die Stadtwerke [[Herne|05916]] sponsern das Fest.
Die Messe Essen GmbH vermietet Hallen.
Mehr unter www.duisburg.de oder info@bottrop.de.
Siehe https://www.unna.de/bildung/Essen und hamm.de.
Die Kinder aus [[OBERHAUSEN|05119]] und [[MÜLHEIM AN DER RUHR|05117]] singen.
Projekte in [[Muelheim|05117]], [[Luenen|05978024]] und [[Boenen|05978008]] laufen weiter.
[[Mülheim/Ruhr|05117]], [[Witten/Ruhr|05954036]] und [[Fröndenberg/Ruhr|05978012]] grüßen.
Das [[Dortmund|05913]]-Projekt und der [[Bochum|05911]]-Plan liegen vor.
Der Flughafen [[Essen|05113]]/[[Mülheim|05117]] bleibt geöffnet.
Der Selmer Weg ist gesperrt, die [[Selmer|05978032]] Burg nicht.
Die [[Marler|05562024]] freuten sich über den Besuch aus [[Gladbeck|05562014]].
[[Castrop-Rauxels|05562004]] Bürgermeister und die [[Castrop-Rauxeler|05562004]] Schulen danken.
Anselm und Marlene halfen beim Mittagessen.
Ein Abendessen, ein Festessen und ein Schulessen standen an.
Der Weselsche Hof, die Hernie und der Hammerschlag sind keine Orte.
Die [[Moerserin|05170024]] gewann, der [[Moerser|05170024]] verlor.
Die [[Recklinghäuser|05562032]] Altstadt ist belebt.
Die [[Lüner|05978024]] und [[Schwerter|05978028]] Schulen tauschen sich aus.
Schwerter und Schilde lagen im Museum.
Sie studierte in [[Essen|05113]], Münster und Köln.
[[Xanten|05170052]] – das ist mehr als Römer.
„[[Herten|05562020]] ist bunt“, sagte sie.
(Foto: Stadt [[Hagen|05914]] / Karsten Hagen)
Von [[Schermbeck|05170036]] bis [[Breckerfeld|05954004]] reicht die Region.
Im Kreis Mettmann und in der Stadt Hilden gibt es Ähnliches.
Auch [[Hünxe|05170016]], [[Hamminkeln|05170012]] und [[Voerde|05170044]] sind eingeladen.
Der Ort heißt [[Voerde (Niederrhein)|05170044]].
Das Team der Volkshochschule [[Essen|05113]] hilft.
Die Arbeiterwohlfahrt [[Gelsenkirchen|05513]] betreibt die Kita.
[[Sprockhöveler|05954028]], [[Gevelsberger|05954012]] und [[Ennepetaler|05954008]] Kinder malen.
Gestern in [[Dinslaken|05170008]], heute in [[Waltrop|05562036]].
Die [[Holzwickeder|05978016]] Gemeindewerke und das [[Bönener|05978008]] Gymnasium helfen.
Christian aus [[Essen|05113]] und Petra aus [[Unna|05978036]] lesen vor.
Er mag Hagen von Tronje nicht.
Nach dem Essen ging es weiter nach [[Essen|05113]].
Auch [[Essen|05113]] will mehr Ganztag.
In [[Essen|05113]] und Umgebung fehlen Plätze.
Essen, Trinken und Schlafen gehören zum Kita-Alltag.
Für die Kinder ist das Essen kostenfrei, sagt die Stadt [[Essen|05113]].
Die Ausgabe von Essen beginnt um 12 Uhr.
[[Essen|05113]] ist Grüne Hauptstadt gewesen.
Wir essen gemeinsam, das Essen wird geliefert.
Bei Wind und Wetter, bei jedem Wetter, bei Wetterumschwüngen.
Das Gymnasium in [[Wetter|05954032]] an der Ruhr ist alt.
Die Stadt [[Wetter|05954032]] hat zugestimmt.
[[Witten|05954036]], [[Wetter|05954032]], [[Herdecke|05954020]] und [[Hagen|05914]] grenzen aneinander.
Kreisdirektor und Landrat des [[Kreises Wesel|05170]] waren in [[Wesel|05170048]].
Der Kreistag des [[Kreises Unna|05978]] tagt in [[Unna|05978036]].
Das Jobcenter [[Kreis Recklinghausen|05562]] berät in [[Recklinghausen|05562032]].
Die Städte des [[Kreises Recklinghausen|05562]] und die Stadt [[Recklinghausen|05562032]] selbst.
Im [[Kreis Unna|05978]] liegen [[Unna|05978036]], [[Kamen|05978020]] und [[Werne|05978040]].
Die [[Kreise Unna|05978]] gibt es nur einmal.
Zwischen [[Unna|05978036]] und [[Hamm|05915]] pendeln viele.
Die Volkshochschule [[Unna|05978036]]-[[Fröndenberg|05978012]]-[[Holzwickede|05978016]] bietet Kurse.
Die Bürgermeister von [[Marl|05562024]], [[Herten|05562020]] und [[Dorsten|05562012]] winkten ab.
Marl Schmitz heißt hier niemand, aber [[Marl|05562024]] liegt am Kanal.
Der [[Hagener|05914]] Oberbürgermeister Erik O. Schulz lädt ein.
Die [[Selmer|05978032]] Grundschule und die [[Wernerin|05978040]] von nebenan.
In [[Selm|05978032]] singt Anselm.
Die Familien in [[Hamm|05915]]-Heessen und [[Hamm|05915]]-Bockum-Hövel.
Das Oberlandesgericht [[Hamm|05915]] hat entschieden.
Die Hammer-Schlagzeile war falsch.
Im [[Hammer|05915]] Westen entsteht eine Schule.
Auf der Hammer Straße staut es sich.
Frau Hamm-Meier leitet die Schule.
Prof. Dr. Ursula Wesel (RWTH) hielt den Vortrag.
Ute Herne, Schulleiterin aus [[Herne|05916]], las vor.
Bernd Unna-Schulte war da.
Lisa Marl (12) und Ben Selm (11) gewannen.
Die Autorin heißt Sabine Alpen.
Schüler aus [[Gelsenkirchen-Buer|05513]] und [[Bochum-Wattenscheid|05911]] spielten.
[[Duisburg|05112]], [[Oberhausen|05119]], [[Mülheim|05117]]: drei Städte, ein Ziel.
[[Mülheim|05117]] a.d.Ruhr ist gemeint.
Die [[Mülheimerinnen|05117]] und [[Mülheimer|05117]] stimmten ab.
Die Universität zu Köln war in [[Bochum|05911]] zu Gast.
Die Hochschulen in [[Bochum|05911]] und [[Dortmund|05913]] öffnen ihre Türen.
Der Schulverwaltungsassistent der Stadt [[Haltern|05562016]] half.
[[Haltern|05562016]] hat einen Stausee.
[[Datteln|05562008]] hat ein Hallenbad.
Orangen, Datteln und Mandeln lagen im Paket.
[[Alpen|05170004]], [[Xanten|05170052]] und [[Sonsbeck|05170040]] liegen am Niederrhein.
Eine Familie aus [[Alpen|05170004]] fuhr in die Alpen.
[[Kamen|05978020]] und [[Bergkamen|05978004]] teilen sich ein Gymnasium.
Auch aus den Nachbarstädten kamen Gäste.
[[Dinslakener|05170008]] und [[Voerder|05170044]] Schulen arbeiten zusammen.
[[Kamp-Lintforter|05170020]] Kinder malen [[Neukirchen-Vluyner|05170028]] Häuser.
Die [[Rheinberger|05170032]] Stadthalle war voll.
Der [[Xantener|05170052]] Dom und das [[Weseler|05170048]] Zitadellenviertel.
[[Herdecker|05954020]] und [[Hattinger|05954016]] Betriebe bilden aus.
Der Bildungsbericht der Stadt [[Dortmund|05913]] liegt vor.
Die [[Dortmunder|05913]] und die [[Bochumer|05911]] Volksbank spenden.
Der Zug hält in [[Essen|05113]] Hbf und [[Duisburg|05112]] Hbf.
45657 [[Recklinghausen|05562032]], Kurt-Schumacher-Allee 1
Regionalrat, [[RVR|rvr]] und [[Landesregierung NRW|land-nrw]] beraten.
Das neue Konzept des [[EN-Kreises|05954]] nimmt von beidem das Beste.
Frau Dr. Leonhard Weseler und Dr. Hagen Rheinberg sprechen.
Das NRW-Schulministerium hilft.
Schulen in Nordrhein-Westfalen machen mit.
Die [[Stiftung Mercator|stiftung-mercator]] GmbH hat ihren Sitz in [[Essen|05113]].
Der Landesbetrieb IT.NRW liefert Zahlen.
Die [[Hammer|05915]] Zentralbibliothek und die [[Werner|05978040]] Stadtbücherei öffnen sonntags.
Die Suppe kam von der Lünen Catering GmbH, die Trikots vom Werner SC 2000.
Jan Selm leitet das Büro. Abends trainiert Selm die Jugend der TSG Ennepetal.
Jan Selm wohnt in [[Selm|05978032]].
Der Preisträger heißt Hagen. Hagen Lammert wohnt in [[Hagen|05914]].
Schulleiter ist Hagen Lammert aus [[Herne|05916]]. „Hagen ruft an“, heißt es.
Mit dabei ist Hagen Lammert. Auch in [[Hagen|05914]] und an der Volkshochschule [[Hagen|05914]] wird gebaut.
Das Bild zeigt (v. l.): Yilmaz, Brandner, Hagen und Kessler.
Genannt wurden: Münster, Köln und [[Hagen|05914]].
Von links: Hagen, Yilmaz und Brandner.
Die Karte zeigt von links: [[Bochum|05911]], [[Herne|05916]] und [[Hagen|05914]].
Sie durften mit dem Hammer Steine spalten.
Er kam mit dem [[Hammer|05915]] Schulleiter.
Ein [[Werner|05978040]] Möbelhaus gab Regale.
Es war Werner Althaus, der Regale gab.
Im Landshuter Stadtteil Alpen wird gebaut. Auch nach Alpen fährt ein Bus.
Der Kölner Ortsteil Unna war gemeint, nicht [[Herne|05916]] und [[Unna|05978036]].
Ärmster Stadtteil [[Duisburgs|05112]] ist Marxloh, und [[Duisburgs|05112]] Rat hilft.
Prof. August Herne sprach.
Jeder Stadtteil [[Essens|05113]] macht mit.
Im [[Bochumer|05911]] Stadtteil Werne steht eine Schule. Nach [[Werne|05978040]] ist es weit.
Bei [[Westfälischer Hochschule|w-hs]] und [[TU Dortmund|tu-dortmund]] laufen Kurse.
Träger sind VHS [[Witten|05954036]] | [[Wetter|05954032]] | [[Herdecke|05954020]].
Der Bus hält ab 4. August [[Schwerte|05978028]] und [[Selm|05978032]].
August Schwerte hielt den Vortrag.
Die [[Westfälische Hochschule Gelsenkirchen|w-hs]] Bottrop Recklinghausen, die alles begann, lädt ein.
Die [[Hammenserin|05915]] gewann.
Der Herner Rundblick erscheint am Montag.
""".strip().splitlines()


@pytest.mark.parametrize("marked", SENTENCES)
def test_every_mention_and_nothing_else(marked: str) -> None:
    text, mentions = unmarked(marked)
    found = [(one.key, one.start) for one in read(real_catalog(), text).mentions]
    assert found == [(key, start) for key, start, _ in mentions if key != "-"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mentoren für alle Hochschulen\n\nEssen, 3. Mai 2031. Es geht los.", ["05113"]),
        ("Es sprachen die Universitäten\nBochum und Duisburg-Essen", ["rub", "ude"]),
    ],
)
def test_a_head_does_not_govern_what_stands_below_its_heading(
    text: str, expected: list[str]
) -> None:
    assert [one.key for one in read(real_catalog(), text).mentions] == expected
