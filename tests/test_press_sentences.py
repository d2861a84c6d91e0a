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
""".strip().splitlines()


@pytest.mark.parametrize("marked", SENTENCES)
def test_every_mention_and_nothing_else(marked: str) -> None:
    text, mentions = unmarked(marked)
    found = [(one.key, one.start) for one in read(real_catalog(), text).mentions]
    assert found == [(key, start) for key, start in mentions if key != "-"]
