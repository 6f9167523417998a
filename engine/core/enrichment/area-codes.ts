/** Area codes of the North American plan by the zone that (nearly) all of the area keeps; areas with two zones are left out. */
const AREAS: Readonly<Record<string, string>> = {
  'America/New_York':
    '201 202 203 207 212 215 216 220 223 229 234 239 240 252 260 267 272 276 301 302 304 305 315 317 321 326 330 332 336 339 347 351 352 380 386 401 404 407 410 412 413 419 434 440 443 445 463 470 475 478 484 502 508 513 516 518 540 551 561 567 570 571 574 585 603 606 607 609 610 614 617 631 640 646 656 667 678 680 681 689 703 704 706 716 717 718 724 727 732 740 743 754 757 762 765 770 771 772 774 781 786 802 803 804 813 814 828 838 839 843 845 848 854 856 857 859 860 862 863 864 865 878 904 908 910 912 914 917 919 929 934 937 941 943 948 954 959 973 978 980 984',
  'America/Detroit': '231 248 269 313 517 586 616 734 810 947 989',
  'America/Chicago':
    '205 210 214 217 218 219 224 225 228 251 254 256 262 281 309 312 314 316 318 319 320 325 331 334 337 346 361 402 405 409 414 417 430 432 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 612 615 618 629 630 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 830 832 847 870 872 901 903 913 918 920 931 936 938 940 945 952 956 972 979 985',
  'America/Denver': '303 307 385 406 435 505 575 719 720 801 915 970 983',
  'America/Phoenix': '480 520 602 623 928',
  'America/Los_Angeles':
    '206 209 213 253 279 310 323 341 350 360 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 657 661 669 702 707 714 725 747 760 775 805 818 820 831 840 858 909 916 925 949 951 971',
  'America/Anchorage': '907',
  'Pacific/Honolulu': '808',
  'America/Toronto': '226 249 263 289 343 354 365 367 382 416 418 437 438 450 468 514 519 548 579 581 613 647 683 705 742 753 819 873 905',
  'America/Winnipeg': '204 431 584',
  'America/Regina': '306 474 639',
  'America/Edmonton': '368 403 587 780 825',
  'America/Vancouver': '236 257 604 672 778',
  'America/Halifax': '782 902',
  'America/Moncton': '428 506',
  'America/St_Johns': '709 879',
  'America/Puerto_Rico': '787 939',
  'America/Jamaica': '658 876',
};

const zones = new Map(Object.entries(AREAS).flatMap(([zone, codes]) => codes.split(' ').map((code): [string, string] => [code, zone])));

/** The zone of a +1 number's area. People keep their number when they move: never more than a good guess. */
export function zoneOfAreaCode(e164: string): string | null {
  return e164.startsWith('+1') ? (zones.get(e164.slice(2, 5)) ?? null) : null;
}

/** Where a country has several clocks: the one that most of its people live by, and whether that is nearly all of them. */
export const MAIN_ZONES: ReadonlyMap<string, { readonly zone: string; readonly most: boolean }> = new Map([
  ['AU', { zone: 'Australia/Sydney', most: false }],
  ['BR', { zone: 'America/Sao_Paulo', most: true }],
  ['CA', { zone: 'America/Toronto', most: false }],
  ['CD', { zone: 'Africa/Kinshasa', most: false }],
  ['CL', { zone: 'America/Santiago', most: true }],
  ['CY', { zone: 'Asia/Nicosia', most: true }],
  ['EC', { zone: 'America/Guayaquil', most: true }],
  ['ES', { zone: 'Europe/Madrid', most: true }],
  ['ID', { zone: 'Asia/Jakarta', most: true }],
  ['KZ', { zone: 'Asia/Almaty', most: true }],
  ['MN', { zone: 'Asia/Ulaanbaatar', most: true }],
  ['MX', { zone: 'America/Mexico_City', most: true }],
  ['NZ', { zone: 'Pacific/Auckland', most: true }],
  ['PG', { zone: 'Pacific/Port_Moresby', most: true }],
  ['PS', { zone: 'Asia/Gaza', most: true }],
  ['PT', { zone: 'Europe/Lisbon', most: true }],
  ['RU', { zone: 'Europe/Moscow', most: false }],
  ['US', { zone: 'America/New_York', most: false }],
]);
