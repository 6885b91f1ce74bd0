"""Free text about people, and what of it may stand."""

from __future__ import annotations

# well-known examples, and numbers made up after the same form
PERSONAL_NUMBERS = [
    "19640823-3234", "640823-3234", "196408233234", "6408233234", "640823+3234", "640823 3234",
    "19640823 3234", "640823–3234", "1964-08-23-3234", "640823-3235", "640883-3231", "19701063-2391",
    "640823-T234",
]  # fmt: skip
EMAIL_ADDRESSES = [
    "anna@example.org", "anna.berg-lund+kurs@mail.example.org", "Åsa.Öst@exempel-län.se",
    "anna@example.museum", "anna @ example.org", "anna＠example.org", "anna(at)example.org",
    "anna [at] example.org", "anna (snabel-a) example.org", "<anna@example.org>",
    "mailto:anna@example.org", "ANNA@EXAMPLE.ORG",
]  # fmt: skip
PHONE_NUMBERS = [
    # mobiles
    "070-123 45 67", "070-1234567", "0701234567", "070 123 45 67", "(070) 123 45 67", "070 - 123 45 67",
    "070.123.45.67", "0706-12 34 56", "0720-123 456", "079–123 45 67", "070\u00a0123\u00a045\u00a067",
    "tel070-1234567", "Mobil0701234567", "46701234567",
    # from abroad
    "+46 70 123 45 67", "+46701234567", "+46 (0)70-123 45 67", "+46(0)701234567", "+46-70-123 45 67",
    "0046 70 123 45 67", "0046701234567", "00 46 70 123 45 67", "＋46 70 123 45 67", "+46 90 12 34 56",
    "+46 8 123 456 78", "+358 40 123 4567", "+47 22 33 44 55", "+34 612 345 678", "+1 (555) 123-4567",
    "0044 20 7946 0958",
    # area codes
    "090-12 34 56", "(090) 12 34 56", "(090)-123456", "090 12 34 56", "090/12 34 56", "090–12 34 56",
    "090 123 456", "090123456", "090-785 00 00", "0910-77 08 00", "0910 770 800", "0950-100 00",
    "08-123 456 78", "08-12 34 56", "0812345678", "010-123 45 67", "0771-123 456", "tfn 090-123456",
]  # fmt: skip
# what may stand in the column role
ROLES = [
    "Innovationsledare 2022-2023", "Innovationsledare 2022–2024", "Projektledare 50 %", "Chef, avd. 12",
    "Enhetschef 1234567", "Enhetschef 123456", "innovation_manager", "Chef @ kommunen", "VD/CEO",
    "Samordnare (0,5 tjänst)", "Lärare åk 7-9", "Utvecklare C++ / .NET", "ISO 56002-ansvarig",
    "Chef för 24 personer, 3 enheter", "Handläggare 08-16", "Gruppledare grupp 0910",
]  # fmt: skip
# what may stand in a note or in the reason of a correction
NOTES = [
    "rättat 2022-06-13", "gäller 2022-06-13–2022-06-20", "gäller 2022-06-13 - 2022-06-20",
    "2022-06-13 kl. 14.30", "2022-08-12 10:00", "2024-03-01T12:00:00+01:00", "13/6 2022", "08/12 2022",
    "08.12.2022", "08-12-2022", "08122022", "01022023", "kl. 08.30-16.00", "0830-1630", "07.30-12.30",
    "SCB BE0101, 1 234 567 rader", "SCB BE0101 134 250 rader", "AM0207 134 250 personer",
    "tabell 000004PW", "BE0101N1", "N00999 och N07403", "2480, 2482 och 2401", "00, 24 2401 2403 2480",
    "tillbaka till 20240301T120000-1a2b3c4d", "tillbaka till 20240301T120000-08123456",
    "sha256 a0912345678f", "+134 250", "+1 234 567 rader", "ändrat +5 2022-06-13", "1 090 123 456 kr",
    "8 503 121 234 kr", "134250", "61000,5", "0,0912345678", "0.0912345678", "2024-Q3", "2016/17",
    "org.nr 556016-0680", "bankgiro 123-4567", "901 87 Umeå", "dnr RV 2022-0123", "v. 08-09, 123 rader",
    "kohort 08-12, 40 personer", "ISSN 0345-1234", "DOI 10.1038/s41586-020-2649-2", "pandas@3.0.1",
    "10 st @ 2.50", "@regionen", "EPSG:3006", "löpnummer 000012345678", "Eva Exempel ringde",
]  # fmt: skip
CASES = [
    *(("personal_number", text) for text in PERSONAL_NUMBERS),
    *(("email_address", text) for text in EMAIL_ADDRESSES),
    *(("phone_number", text) for text in PHONE_NUMBERS),
]
