"""Names for made-up people, as mixed as the borough is. Family and given names come from the same list, by ethnicity group.

The mix follows the borough's own description of itself in its papers only roughly: plausible, no statistic.
"""

# group: (share of people, given names of women, of men, family names)
GROUPS = {
    "White: English, Welsh, Scottish, Northern Irish or British": (
        0.36,
        "Alice Amy Beth Carol Claire Diane Ellen Emma Gemma Grace Hazel Helen Jane Joan Julie Karen Kate Laura Linda Lucy Lynn "
        "Mary Natalie Nicola Pauline Rachel Rebecca Ruth Sally Sarah Sharon Susan Tracey Wendy",
        "Adam Alan Andrew Barry Ben Brian Callum Chris Colin Craig Daniel Darren David Dean Derek Gary Graham Harry Ian Jack "
        "John Keith Kevin Lee Luke Mark Martin Matt Neil Paul Peter Richard Robert Ryan Scott Simon Stephen Steve Tom",
        "Adams Allen Bailey Baker Barnes Bennett Bishop Booth Brooks Bryant Butler Carr Carter Chapman Clarke Cole Collins Cook "
        "Davies Dixon Ellis Evans Fisher Ford Fox Gibson Gray Green Hall Harper Harris Hill Holmes Hughes Hunt Jackson Jones "
        "King Lane Lewis Marsh Mason Mills Moore Morgan Nash Palmer Parker Payne Pearce Perry Porter Reed Roberts Shaw Spencer "
        "Stone Taylor Turner Walker Ward Watson Webb West Wood Wright Young",
    ),
    "White: Irish": (
        0.03,
        "Aoife Bridget Ciara Deirdre Fiona Maeve Nuala Orla Sinead Siobhan",
        "Aidan Brendan Cormac Declan Eamon Fergal Liam Niall Padraig Sean",
        "Brady Byrne Casey Doyle Duffy Flynn Gallagher Keane Kennedy McCarthy Murphy Nolan Quinn Reilly Ryan Sweeney",
    ),
    "White: Any other White background": (
        0.16,
        "Agnieszka Alina Andreea Anna Bianca Chana Daniela Elena Esther Eleni Ioana Irina Katarzyna Leah Magda Maria Miriam "
        "Natalia Olga Rivka Sara Sofia Svetlana Zofia",
        "Adrian Alexandru Andrei Avi Bogdan Costas Dmitri Ezra George Ivan Jakub Jan Levi Marek Mihai Nikos Pavel Piotr Stefan "
        "Tomasz Vasile Yosef",
        "Antoniou Cohen Constantinou Dimitriou Feldman Friedman Georgiou Goldberg Ionescu Ivanov Kaplan Katz Kowalski Levy "
        "Nowak Petrov Popa Popescu Rosen Rossi Shapiro Silva Stern Szabo Wisniewski Wolf Zielinski",
    ),
    "Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background": (
        0.05,
        "Aaliyah Amber Chloe Jade Jasmine Keisha Leila Maya Naomi Zara",
        "Aaron Andre Jamal Jordan Kai Leon Malachi Marcus Nathan Reece",
        "Alleyne Baptiste Brown Campbell Desai-Grant Edwards Francis James Khan-Lewis Martin Okafor-Reid Thomas",
    ),
    "Asian or Asian British: Indian": (
        0.08,
        "Anita Deepa Geeta Hina Jaya Kavita Meera Nisha Pooja Priya Rekha Sangeeta Sunita Usha Vidya",
        "Ajay Anil Arjun Bharat Dev Hitesh Kiran Manish Nikhil Rahul Rajesh Sanjay Suresh Vijay Vikram",
        "Amin Bhatt Chauhan Desai Gandhi Gohil Iyer Joshi Kapoor Kaur Mehta Mistry Nair Patel Rao Shah Sharma Singh Trivedi Vyas",
    ),
    "Asian or Asian British: Pakistani": (
        0.03,
        "Aisha Amina Bushra Farah Hafsa Nadia Rabia Saima Sana Zainab",
        "Adeel Ahmed Bilal Faisal Hamza Imran Kashif Omar Tariq Usman",
        "Ahmed Akhtar Ali Aziz Butt Chaudhry Hussain Iqbal Khan Mahmood Malik Mirza Qureshi Raza Sheikh",
    ),
    "Asian or Asian British: Bangladeshi": (
        0.02,
        "Fatema Nasima Nazia Rina Salma Shirin Sultana Taslima",
        "Abdul Faruk Habib Jalal Kamal Mizan Rafiq Shahid",
        "Begum Chowdhury Hoque Islam Miah Rahman Sarkar Uddin",
    ),
    "Asian or Asian British: Chinese": (
        0.03,
        "Fei Hui Jing Lan Mei Min Xin Yan Ying",
        "Bo Chun Feng Hao Jun Lei Ming Wei Yong",
        "Chan Chen Cheung Ho Lam Lau Leung Li Lin Liu Wang Wong Wu Yang Zhang",
    ),
    "Asian or Asian British: Any other Asian background": (
        0.06,
        "Dilrukshi Fereshteh Hana Kamala Laila Maryam Mina Nilufar Parisa Rosa Shabnam Tharshini Yuki",
        "Ali Amir Arash Babak Farid Gihan Hassan Kumar Mehdi Nimal Reza Siva",
        "Ahmadi Fernando Ghorbani Hashemi Hosseini Karimi Mohammadi Nguyen Perera Rahimi Santos Selvam Tanaka Tehrani Tran",
    ),
    "Black, Black British, Caribbean or African: African": (
        0.09,
        "Abeni Adaeze Akosua Amara Chidinma Efua Fadumo Folake Hodan Ifeoma Makeda Ngozi Nkechi Temitope Yaa Zahra",
        "Abdi Ade Chidi Emeka Femi Kofi Kwame Mohamed Obinna Olu Samuel Sekou Tesfaye Tunde Yusuf Yaw",
        "Abdi Adebayo Adeyemi Afolabi Ali Amoah Asante Bekele Boateng Diallo Eze Farah Hassan Kamara Mensah Mohamud Mwangi Nwosu "
        "Obi Ogunleye Okafor Okoro Osei Owusu Sesay Tadesse",
    ),
    "Black, Black British, Caribbean or African: Caribbean": (
        0.03,
        "Beverley Cherise Donna Jacqueline Marcia Monique Sandra Shanice Sonia Yvonne",
        "Courtney Delroy Desmond Errol Glenroy Jerome Lloyd Marlon Trevor Winston",
        "Brown Campbell Clarke Facey Gayle Gordon Grant Henry Lindo Palmer Reid Robinson Samuels Thompson Williams",
    ),
    "Other ethnic group: Arab": (
        0.03,
        "Dalia Fatima Hala Huda Layla Mona Noor Rana Samira Yasmin",
        "Ahmad Anwar Hani Karim Khalil Mahmoud Mustafa Nabil Sami Walid",
        "Aziz Darwish Ghanem Haddad Hakim Hamdan Khalil Mansour Nasser Saleh Suleiman",
    ),
    "Other ethnic group: Any other ethnic group": (
        0.03,
        "Ana Berivan Camila Dilan Leyla Luisa Nour Rojin Sevda Yara",
        "Azad Carlos Diego Emre Jorge Mehmet Murat Rafael Serkan Zana",
        "Alvarez Aydin Celik Demir Garcia Gomez Kaya Lopez Ozturk Ramirez Sahin Torres Yilmaz",
    ),
}

LANGUAGES = {
    "Asian or Asian British: Indian": "Gujarati",
    "Asian or Asian British: Pakistani": "Urdu",
    "Asian or Asian British: Bangladeshi": "Bengali",
    "Asian or Asian British: Chinese": "Cantonese",
    "Asian or Asian British: Any other Asian background": "Persian",
    "Black, Black British, Caribbean or African: African": "Somali",
    "Other ethnic group: Arab": "Arabic",
    "Other ethnic group: Any other ethnic group": "Turkish",
    "White: Any other White background": "Romanian",
}

SHARES = {group: facts[0] for group, facts in GROUPS.items()}
FAMILY = {group: facts[3].split() for group, facts in GROUPS.items()}
GIVEN = {group: {"Female": facts[1].split(), "Male": facts[2].split()} for group, facts in GROUPS.items()}


def name(chance, group, gender, number):
    """(given name, family name) for one made-up person; `number` makes a second given name, so a hundred boroughs do not
    share a few thousand names."""
    given = chance.choice(GIVEN[group].get(gender) or GIVEN[group]["Female"] + GIVEN[group]["Male"])
    family = chance.choice(FAMILY[group])
    if number % 3 == 0:
        family = f"{family}-{chance.choice(FAMILY[chance.choice(list(FAMILY))]).split('-')[0]}"
    elif number % 3 == 1:
        given = f"{given} {chance.choice(GIVEN[group]['Female' if gender == 'Female' else 'Male'])}"
    return given, family


# Who stands by them, by the name they go by.
FRIENDS = "Meera Sam Leah Tariq Grace Paul Ngozi Maria Ali Susan Kofi Ruth Jan Fatima Ben".split()
