"""A story of three paragraphs in six languages, for tests that put something around it."""

# ruff: noqa: E501 - rows of tables
from __future__ import annotations

STORIES: dict[str, list[str]] = {
    "en": [
        "The bridge at the end of the town was built in the year of the flood, and it has been in the hands of the guards ever since. They close it at night and they open it when the first cart of the morning stands before it.",
        "Nobody knows who carried the stones, for the quarry lies two days to the north and the road was not made before the great fire. An old song has it that seven brothers rolled them down the river on rafts of willow and rope.",
        "The song has nine verses, and no two singers agree on the last of them. In the villages up the valley it ends with the youngest brother at his mother's door, and in the town with the toll that is still asked at the gate.",
    ],
    "de": [
        "Die Brücke am Ende der Stadt wurde im Jahr der Flut gebaut und ist seither in der Hand der Wächter. Sie schließen sie in der Nacht und öffnen sie, wenn der erste Karren des Morgens vor ihr steht.",
        "Niemand weiß, wer die Steine trug, denn der Bruch liegt zwei Tage im Norden, und die Straße wurde erst nach dem großen Brand gemacht. Ein altes Lied sagt, sieben Brüder hätten sie auf Flößen herabgebracht.",
        "Das Lied hat neun Strophen, und keine zwei Sänger sind sich über die letzte einig. In den Dörfern oben im Tal endet es mit dem jüngsten Bruder vor der Tür seiner Mutter.",
    ],
    "fr": [
        "Le pont au bout de la ville fut bâti l'année de la crue, et il est depuis aux mains des gardes. Ils le ferment la nuit et l'ouvrent quand la première charrette du matin se présente.",
        "Personne ne sait qui porta les pierres, car la carrière est à deux jours au nord et la route ne fut faite qu'après le grand incendie. Une vieille chanson parle de sept frères et de leurs radeaux.",
        "La chanson a neuf couplets, et deux chanteurs ne sont jamais d'accord sur le dernier. Dans les villages du haut, elle finit devant la porte de la mère.",
    ],
    "es": [
        "El puente al final del pueblo se construyó el año de la riada y desde entonces está en manos de los guardias. Lo cierran de noche y lo abren cuando llega el primer carro de la mañana.",
        "Nadie sabe quién llevó las piedras, porque la cantera está a dos días al norte y el camino se hizo después del gran incendio. Una vieja canción habla de siete hermanos y sus balsas.",
        "La canción tiene nueve estrofas, y no hay dos cantores que estén de acuerdo en la última. En las aldeas de arriba termina ante la puerta de la madre.",
    ],
    "ru": [
        "Мост на краю города построили в год потопа, и с тех пор он в руках стражи. Ночью его закрывают и открывают, когда к нему подъезжает первая утренняя телега.",
        "Никто не знает, кто носил камни, ведь каменоломня в двух днях пути на север, а дорогу сделали только после большого пожара. Старая песня говорит о семи братьях и их плотах.",
        "В песне девять куплетов, и нет двух певцов, которые согласны о последнем. В верхних деревнях она кончается у двери матери.",
    ],
    "ja": [
        "町の外れの橋は洪水の年に架けられ、それ以来番人の手にある。夜には閉じられ、朝の最初の荷車が前に立つと開けられる。橋の石は誰が運んだのか、今も分かっていない。",
        "採石場は北へ二日の道のりにあり、道は大火の後まで作られなかった。古い歌によれば、七人の兄弟が柳の筏で川を下ったという。歌には九つの節がある。",
        "最後の節については歌い手の意見が合わない。谷の上の村では末の弟が母の家の戸口に立って終わり、町では門の通行料で終わる。",
    ],
}
