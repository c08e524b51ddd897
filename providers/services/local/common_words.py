"""How common English words are in stories, so that the built-in embedder heeds the rare ones.

Counted over novels in the public domain: in what share of scenes of about a thousand words a stem occurs.
"""

from __future__ import annotations

_SHARES = {
    0.8: """
        a all an and as at be been but by for from had have he him his if in is it me my no not now of on one
        out s said so that the them then there they this to up was were what when which with would you
    """,
    0.6: """
        about after again are befor came can come could did do down eye first go good hand her how into know
        like littl long look made man more much must never onli or other over see she some than their thought
        time veri we well where who will your
    """,
    0.45: """
        am ani ask away back call cri day even ever everi face found get great has head heard here just last
        live make might most noth off old onc own place put quit saw say seem should still such t take tell
        these thing think through too turn two upon us way went while
    """,
    0.3: """
        air almost also alway among anoth answer anyth arm becaus began care carri close don done door each end
        enough far feel felt few find follow friend gave girl give got hard hear heart help himself home hous
        inde keep kind knew lay leav left let life ll love mani may mean men mind moment morn myself near next
        night open our part pass peopl return right room round run same sat seen set shall side someth soon
        sound stood sudden sure talk those though three told took toward tri under until use voic walk want
        whole wish without wonder word work world year yet
    """,
    0.2: """
        across against alon along alreadi appear around beauti becam bed behind believ besid best better between
        big black blue bodi both boy bring brought cannot certain chang child clear continu countri cours d dark
        dead dear death die doe enter everyth express father fear feet fell fire full glad gone green hair half
        happen happi herself high hold hope hour howev imagin interest kept laugh lie light listen lost matter
        minut mother move name natur new nor o often order perhap person pleas point poor possibl power present
        pretti question quick ran rather re reach realli red remain rememb repli rest rose sea sever short show
        sight sinc sit small smile sometim speak spoke stand start stay step stop stori strang strong sun suppos
        surpris taken till togeth tree understand ve wait watch water white whom won wood young
    """,
    0.14: """
        abov add afraid allow although anyon arriv bad bear becom begin bird bit book bow breath bright busi
        captain case caus chair children citi cloth cold companion corner cover creatur cross cut danger dare
        deep delight desir didn differ direct doctor doubt draw dread dream dress drew drop dure earth either
        els entir evening except excit exclaim expect fact fair fall fanci fellow fill fine five form forward
        four fresh frighten garden gaze general given glanc grew ground grow held hill human hurri idea instant
        itself joy known ladi land larg learn least led leg lip longer low manner meet met mine mouth need none
        notic past pick piec plain play promis pull quiet read readi reason receiv remark road save second
        secret sent ship shoulder silent sir sleep slowli soft sort soul spirit sweet tabl tear ten terribl
        thank themselv therefor thick thousand thus top touch troubl true wall whether whose wild wind window
        within woman yourself
    """,
    0.09: """
        abl account admir advanc affect afternoon afterward age ago aliv angri anim anxious approach assur
        attent beat bell below beyond bless blood blow board boat born bound brain branch break breakfast broad
        broke broken brother burn calm cap caught chanc cheek cheer clean cloud coat comfort command common
        compani complet consid consider cottag couldn courag curious deal decid deck declar despair destroy
        determin discov distanc doesn dog dri drive duti eager ear earli easi easili east eat effect em enemi
        enjoy escap everyon evid exact explain extrem fail fallen famili fashion fast field figur final finger
        finish firm fit fix flew fli floor flower foot forc forev forget forth fortun free front gentl glass
        gold golden grass gray hang hat heaven heavi horror hors hot hundr hung hurt ill import inquir insid
        instead iron island isn journey jump kill lad laid late lean length less letter lift line lock lot loud
        lower mark master mate meant mere middl mile miser money month murder mysteri neck neither nice nobodi
        nose note object oblig observ occur offer offic ought outsid pain pale paper particular passion path
        paus peac peculiar perfect plan pleasant pleasur pocket posit possess prepar probabl proceed prove
        purpos push queer rais rapid real reflect relat repeat respect rise river rock roll rush sad safe sail
        scarc scene seat seiz send sens shadow shape sharp shine shook shot shout shut sigh sign silenc sing six
        sky slip solemn someon son sorri sorrow spite spot spread spring stare state straight stranger street
        stretch struck studi success suffer suggest surround tall th thee thin third threw throw tire town
        travel trembl truth twenti usual utter view visit warm wave wear week west whisper wick wide wife wors
        wouldn wrong yard yellow
    """,
    0.06: """
        accord acquaint act action actual address admit affair agre alarm amus announc arrang art asleep assist
        astonish attempt attend aunt aw ball bank bar basket beg begun beheld belong beneath bent bitter blind
        bone boot bottom box brave bread brown build buri burst cast ceas charact charm chest chief church
        circumst climb clock collect comrad conceal concern conduct confess confid conscious content contrari
        convers cook count counten court coward crack crime crowd curios danc dash daughter degre demand descend
        describ desert detail dinner disappear disappoint distinct disturb doubl drag drawn drink drove earnest
        edg empti endur engag equal especi event everybodi evil examin excel exist experi faint farther fasten
        fate fierc fight fish float flush folk fond food fool forehead forest forgot former further futur gain
        gate gather gentleman glow goe goodby grand grate grave greatest grown guess habit hall handsom harm
        hate haven higher histori hole hollow horribl immedi immens imposs impress increas intend intent
        interrupt join key kiss kitchen knee knock knowledg lake later latter law lead lone lose mad manag march
        marri meantim mention miseri mistak monster moon mountain n nativ nearer necessari news nod north number
        nurs obey occupi odd opinion ourselv pace paint pair parti passag pay perceiv pictur pipe piti plenti
        polit pour pray presenc press produc proper proud pursu quarter rain recov refus regard resolv result
        rich ring roar rope rough row rule sailor sake sand satisfi school scream search seek self sensat
        serious serv servant servic settl seven shade shake shone shore sick simpl singl sister slept slight
        smell smoke snow soldier somewhat song spare speech spent splendid spoken sprang squar star startl stern
        stick stir stone straw stream strength strike subject succeed suffici summer sunshin supper swift tail
        tale tast teeth temper tender terror thi thrown thunder tie today tomorrow tone toss train treasur treat
        trust twice ugli unabl understood unless vain various vessel villag wander war wasn weak weather whatev
        whistl wing winter wore worn wound wretch write written yesterday youth
    """,
}
"""The share of scenes that have each of those stems, or a larger one."""

SHARES = {stem: share for share, stems in _SHARES.items() for stem in stems.split()}
"""The share of scenes by stem; a stem that is not here is in fewer than any that is."""
