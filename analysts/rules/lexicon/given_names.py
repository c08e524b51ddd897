"""Given names by gender, and pet names with the names that they stand for."""

from __future__ import annotations

from analysts.rules.lexicon import words

FEMALE = words("""
    Abby Abigail Ada Adela Adelaide Adele Adeline Adriana Agatha Agnes Aileen Alexandra Alice Alicia Alison Alma
    Amanda Amelia Amy Anastasia Andrea Angela Angelica Angelina Anita Ann Anna Annabel Anne Annette Annie
    Antoinette Antonia Arabella Ariadne Arya Astrid Audrey Augusta Aurelia Aurora Ava Barbara Beatrice Becky Bella
    Belinda Bertha Bess Bessie Beth Betsy Betty Bianca Blanche Bridget Camilla Candida Carla Carmen Carol Caroline
    Carrie Cassandra Catharine Catherine Cathy Cecilia Cecily Celeste Celia Charity Charlotte Chloe Christina
    Christine Clara Clarissa Claudia Clementina Clementine Cleopatra Constance Constantia Cora Cordelia Cornelia
    Cynthia Daisy Daphne Deborah Delia Della Denise Desdemona Diana Dinah Dolly Dolores Dora Doris Dorothea
    Dorothy Edith Edna Effie Eileen Elaine Elara Eleanor Elena Elfrida Eliza Elizabeth Ella Ellen Ellie Elsa Elsie
    Elspeth Emily Emma Emmeline Erica Ernestine Esmeralda Estella Estelle Esther Ethel Eugenia Eunice Euphemia Eva
    Evangeline Eve Evelina Eveline Evie Fanny Fay Felicia Felicity Fidelia Fiona Flora Florence Florrie Frances
    Francesca Freda Frieda Gabriella Gabrielle Georgiana Georgina Geraldine Gertrude Gertie Gilberta Gillian
    Gladys Gloria Grace Greta Gretchen Guinevere Gwen Gwendolen Hannah Harriet Harriett Hatty Hazel Heather Hedwig
    Helen Helena Helene Henrietta Hermia Hermione Hester Hetty Hilda Honoria Hope Ida Imogen Ingrid Iphigenia
    Irene Iris Isabel Isabella Isobel Ivy Jane Janet Janey Janie Jean Jeanette Jemima Jennie Jenny Jessica Jessie
    Jill Joan Joanna Jocelyn Josephine Josie Juana Judith Judy Julia Juliana Julie Juliet Juley June Justine
    Kate Katharine Katherine Kathleen Kathy Katie Katy Kitty Laura Lavinia Leah Leila Lena Leonora Leslie Letitia
    Letty Libby Lilian Lily Linda Lisa Liza Lizzie Lizzy Lois Lola Loretta Lottie Louisa Louise Lucia Lucie
    Lucilla Lucille Lucinda Lucretia Lucy Lulu Lydia Mabel Maddie Madeleine Madeline Madge Maggie Magdalen Maisie
    Mamie Marcella Marcia Margaret Margery Margot Marguerite Maria Marian Marianne Marie Marietta Marilla Marina
    Marion Marjorie Martha Mary Marya Mathilda Matilda Maud Maude Mavis Maxine May Medora Meg Melanie Melissa Mercy
    Meredith Mildred Milly Mimi Mina Minerva Minna Minnie Mira Miranda Miriam Moll Molly Monica Muriel Myra Myrtle
    Nadia Nan Nancy Naomi Natalia Natalie Natasha Nell Nellie Nelly Nettie Nina Nora Norah Octavia Olga Olive
    Olivia Olympia Opal Ophelia Pamela Pansy Patience Patricia Patty Paula Paulina Pauline Pearl Peggy Penelope
    Penny Perdita Persis Philippa Phoebe Phyllis Polina Polly Pollyanna Portia Priscilla Prissy Prudence Prudy
    Rachael Rachel Rebecca Regina Rhoda Rita Roberta Rosa Rosalie Rosalind Rosamond Rosanna Rose Rosemary Rosie
    Rowena Roxana Ruby Ruth Sabina Sadie Sally Salome Samantha Sandra Sarah Selina Serena Sheila Sibyl Sissy Sofia
    Sonia Sonya Sophia Sophie Sophy Stella Stephanie Susan Susanna Susannah Susie Sybil Sylvia Tabitha Tamara Tess
    Tessa Thelma Theodora Theresa Therese Thirza Tilda Tilly Tina Titania Trixie Una Ursula Valentina Valeria
    Vanessa Vera Veronica Victoria Viola Violet Virginia Vivian Vivien Wanda Wendy Wilhelmina Winifred Winnie
    Yolanda Yvonne Zelda Zoe
    """)

MALE = words("""
    Aaron Abel Abner Abraham Absalom Adam Adolphus Adrian Alan Alaric Albert Alec Alex Alexander Alexey Alexei
    Alexis Alfonso Alfred Algernon Allan Allen Alonzo Aloysius Ambrose Amos Anatole Andrei Andrew Andy Angus
    Anselm Anthony Antoine Anton Antonio Antony Archibald Archie Aristide Arnold Arthur Asa Athelstan Aubrey
    August Augustine Augustus Austin Avery Baldwin Barnabas Barnaby Barney Bartholomew Basil Ben Benedict Benjamin
    Bernard Bert Bertie Bertram Bill Billy Bob Bobby Boris Brian Bruce Bruno Caleb Calvin Carl Carlos Caspar
    Casper Cecil Cedric Charles Charley Charlie Chester Christian Christopher Clarence Claude Claudius Clement
    Clifford Clive Colin Conrad Cornelius Cosmo Crispin Curtis Cuthbert Cyril Cyrus Dan Daniel Danny Darius David
    Davy Dennis Denis Derek Desmond Dexter Dick Dickon Diego Dimitri Dmitri Dominic Donald Douglas Duncan Eben
    Ebenezer Eddie Edgar Edmond Edmund Edward Edwin Egbert Eli Elias Elijah Elliot Elmer Emil Emmanuel Enoch
    Enrico Ephraim Eric Ernest Ernst Ethan Eugene Eustace Evan Everard Ezra Fabian Felix Ferdinand Fergus Fernando
    Fitzwilliam Florian Francis Francois Frank Franklin Franz Fred Freddy Frederic Frederick Fritz Fyodor Gabriel
    Gareth Gaspard Gaston Gavin Geoffrey George Georges Gerald Gerard Gervase Gideon Gilbert Giles Godfrey Gordon
    Graham Greg Gregory Griffith Guido Gus Gustave Guy Hal Hamlet Hank Hans Harold Harry Hector Heinrich Henri
    Henry Herbert Hercules Herman Hilary Hiram Horace Horatio Howard Hubert Hugh Hugo Humphrey Ian Ichabod
    Ignatius Igor Ippolit Ira Isaac Isaiah Ishmael Israel Ivan Jabez Jack Jacob Jacques Jake James Jamie Jared
    Jason Jasper Jean-Jacques Jeff Jeffrey Jem Jeremiah Jeremy Jerome Jerry Jesse Jim Jimmy Joachim Joe Joel Joey
    Johann John Johnny Jonah Jonas Jonathan Jose Joseph Joshua Josiah Juan Jude Jules Julian Julius Justin Karl
    Keith Kenneth Kevin Konstantin Lambert Lancelot Laurence Laurie Lawrence Lazarus Leander Lemuel Leo Leon
    Leonard Leonardo Leopold Levi Lewis Lionel Llewellyn Lorenzo Louis Lucas Lucian Lucius Ludovic Ludwig Luigi
    Luke Luther Magnus Malcolm Manuel Marcel Marco Marcus Mark Marmaduke Martin Marvin Mat Matt Matthew Maurice
    Max Maximilian Melchior Merlin Michael Michel Miguel Mike Miles Milo Mitchell Montague Mordecai Morris
    Mortimer Moses Napoleon Nat Nathan Nathaniel Ned Neil Nehemiah Neville Newland Nicholas Nick Nicodemus Nicolas
    Nigel Nikolai Noah Noel Norman Obadiah Octavius Oliver Orlando Orson Oscar Osmond Oswald Othello Otto Owen
    Pablo Paddy Pascal Pat Patrick Paul Pavel Pedro Percival Percy Perry Pete Peter Petya Philip Phileas Phineas
    Pierre Pip Quentin Quincy Ralph Randolph Raoul Raphael Ray Raymond Reginald Rene Reuben Rex Reynold Rhett
    Richard Rob Robert Robin Roderick Rodney Rodolphe Rodion Rodrigo Roger Roland Rolf Romeo Ronald Rory Ross Roy
    Rudolf Rudolph Rufus Rupert Russell Sam Sammy Samson Samuel Sandy Saul Sebastian Septimus Serge Sergei Seth
    Seymour Sherlock Sidney Sigmund Silas Silvester Simeon Simon Solomon Stanley Stefan Stephen Steve Stuart
    Sydney Sylvester Ted Teddy Terence Thaddeus Theobald Theodore Theophilus Thomas Tibby Tim Timothy Titus Tobias
    Toby Tom Tommy Tony Tristram Ulysses Uriah Valentine Vasili Vasya Vernon Victor Vincent Virgil Vladimir Waldo
    Walter Warren Washington Wilfred Wilhelm Will Willie William Willy Winston Wolfgang Zachary Zebedee
    """)

PET_NAMES: dict[str, tuple[str, ...]] = {
    "Abby": ("Abigail",), "Addie": ("Adelaide", "Adeline"), "Alec": ("Alexander",), "Alex": ("Alexander",),
    "Andy": ("Andrew",), "Annie": ("Ann", "Anne", "Anna"), "Archie": ("Archibald",), "Becky": ("Rebecca",),
    "Bella": ("Isabella", "Arabella"), "Ben": ("Benjamin",), "Bert": ("Albert", "Herbert", "Bertram"),
    "Bertie": ("Albert", "Herbert", "Bertram"), "Bess": ("Elizabeth",), "Bessie": ("Elizabeth",),
    "Beth": ("Elizabeth",), "Betsy": ("Elizabeth",), "Betty": ("Elizabeth",), "Bill": ("William",),
    "Billy": ("William", "Bill"), "Bob": ("Robert",), "Bobby": ("Robert",), "Carrie": ("Caroline",),
    "Cathy": ("Catherine", "Katherine"), "Charley": ("Charles",), "Charlie": ("Charles",), "Connie": ("Constance",),
    "Dan": ("Daniel",), "Danny": ("Daniel",), "Davy": ("David",), "Dick": ("Richard",), "Dolly": ("Dorothea",
    "Dorothy"), "Dora": ("Dorothea", "Theodora"), "Ed": ("Edward", "Edmund"), "Eddie": ("Edward",),
    "Eliza": ("Elizabeth",), "Ellie": ("Ellen", "Eleanor"), "Elsie": ("Elizabeth",), "Fanny": ("Frances",),
    "Frank": ("Francis",), "Fred": ("Frederick", "Alfred"), "Freddy": ("Frederick",), "Gertie": ("Gertrude",),
    "Gus": ("Augustus",), "Hal": ("Henry", "Harry"), "Hank": ("Henry",), "Harry": ("Henry", "Harold"),
    "Hatty": ("Harriet",), "Hetty": ("Henrietta", "Hester"), "Jack": ("John",), "Jake": ("Jacob",),
    "Jamie": ("James",), "Janey": ("Jane",), "Janie": ("Jane",), "Jem": ("James", "Jeremy"), "Jenny": ("Jane",
    "Jennifer"), "Jerry": ("Jeremiah", "Gerald"), "Jim": ("James",), "Jimmy": ("James", "Jim"), "Joe": ("Joseph",),
    "Joey": ("Joseph",), "Johnny": ("John",), "Josie": ("Josephine",), "Kate": ("Katherine", "Catherine",
    "Katharine"), "Katie": ("Katherine", "Catherine"), "Kitty": ("Catherine", "Katherine"), "Larry": ("Lawrence",),
    "Laurie": ("Laurence", "Theodore"), "Len": ("Leonard",), "Libby": ("Elizabeth",), "Lizzie": ("Elizabeth",),
    "Lizzy": ("Elizabeth",), "Loo": ("Louisa",), "Lottie": ("Charlotte",), "Lou": ("Louisa", "Louis"),
    "Lucy": ("Lucinda",), "Madge": ("Margaret",), "Maggie": ("Margaret",), "Mat": ("Matthew",), "Matt": ("Matthew",),
    "Meg": ("Margaret",), "Mike": ("Michael",), "Milly": ("Mildred", "Millicent"), "Mina": ("Wilhelmina",),
    "Minnie": ("Wilhelmina",), "Molly": ("Mary", "Margaret"), "Nan": ("Anne", "Nancy"), "Nance": ("Nancy",),
    "Nat": ("Nathaniel",), "Ned": ("Edward", "Edmund"), "Nell": ("Ellen", "Helen", "Eleanor"),
    "Nellie": ("Ellen", "Helen"), "Nelly": ("Ellen", "Helen"), "Nick": ("Nicholas",), "Nolly": ("Oliver",),
    "Patty": ("Martha", "Patricia"), "Peggy": ("Margaret",), "Penny": ("Penelope",), "Pete": ("Peter",),
    "Phil": ("Philip",), "Polly": ("Mary",), "Prissy": ("Priscilla",), "Ray": ("Raymond",), "Rob": ("Robert",),
    "Rosie": ("Rose",), "Sally": ("Sarah",), "Sam": ("Samuel",), "Sammy": ("Samuel",), "Sandy": ("Alexander",),
    "Sissy": ("Cecilia",), "Sophy": ("Sophia",), "Steve": ("Stephen",), "Sukey": ("Susan",), "Susie": ("Susan",),
    "Ted": ("Edward", "Theodore"), "Teddy": ("Edward", "Theodore"), "Tess": ("Theresa",), "Tibby": ("Theobald",),
    "Tilly": ("Matilda",), "Tim": ("Timothy",), "Toby": ("Tobias",), "Tom": ("Thomas",), "Tommy": ("Thomas", "Tom"),
    "Tony": ("Anthony",), "Will": ("William",), "Willie": ("William",), "Willy": ("William",), "Winnie": ("Winifred",),
}  # fmt: skip
