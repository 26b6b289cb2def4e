"""The drawings of the icons, for components/icon.html."""

PATHS = {
    "action": '<path d="M6 21V4h12.5l-3.5 4 3.5 4H6"/>',
    "arrow": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21.5h4"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8.5 3v5m7-5v5"/>',
    "check": '<path d="m4.5 12.5 5 5L19.5 7"/>',
    "chevron": '<path d="m5 9 7 7 7-7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "commitment": '<circle cx="8.5" cy="12" r="6"/><circle cx="15.5" cy="12" r="6"/>',
    "consultation": '<path d="M3 4h12v8.5H8.5L5.5 15v-2.5H3zM18.5 8.5H21V17h-2v2.5L16 17h-5.5v-1.5"/>',
    "document": '<path d="M6 3h8l4.5 4.5V21H6zM13.5 3v5h5M9 13h6.5M9 17h6.5"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
    "error": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6m0 3.5v.1"/>',
    "external": '<path d="M9 5H5v14h14v-4M13 4.5h6.5V11M19 5l-8.5 8.5"/>',
    "filter": '<path d="M4 7h16M7 12h10m-7 5h4"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18"/>',
    "group": (
        '<circle cx="8.5" cy="8" r="3.5"/><path d="M2.5 20c.4-3.8 2.8-5.7 6-5.7s5.6 1.9 6 5.7M16 5a3.2 3.2 0 '
        '0 1 0 6M18 14.8c2 .7 3.2 2.5 3.5 5.2"/>'
    ),
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6m0-9.6v.1"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 '
        '0 0 0 5.7 5.7l1.6-1.6"/>'
    ),
    "mail": '<path d="M3 5.5h18v13H3zm0 1 9 7 9-7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "organisation": '<path d="M5 21V4h9v17M14 9.5h5V21M2.5 21h19M8.5 8.5h2m-2 4h2m-2 4h2"/>',
    "page": '<path d="M5.5 3h13v18h-13zM9 8h6m-6 4h6m-6 4h3"/>',
    "phone": (
        '<path d="M5 3.5h4l1.5 5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5 5 1.5v4c0 1-1 1.5-2 1.5C11 20 4 13 3.5 '
        '5.5c0-1 .5-2 1.5-2z"/>'
    ),
    "pin": (
        '<path d="M12 21.5c-4.5-5-7-8.5-7-11.8a7 7 0 0 1 14 0c0 3.3-2.5 6.8-7 11.8z"/><circle cx="12" '
        'cy="9.7" r="2.3"/>'
    ),
    "plan": '<path d="M5 3h14v18H5zM9 3v18M12.5 8H16m-3.5 4H16"/>',
    "play": '<path d="M8 5v14l11-7z" fill="currentColor"/>',
    "pledge": '<circle cx="12" cy="9" r="6"/><path d="m8.5 14.5-1.5 7 5-2.5 5 2.5-1.5-7"/>',
    "recommendation": '<path d="M4 4.5h16v12h-8.5l-4 4v-4H4zM8 9h8m-8 3.5h5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "separator": '<path d="m9 5 7 7-7 7"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.8L16 9.5"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
    "warning": '<path d="M12 3.5 22 20.5H2zM12 10v5m0 2.7v.1"/>',
}
