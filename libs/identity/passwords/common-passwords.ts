/** Passwords of ten characters and more that guessing programs try first, in lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `0987654321 1029384756 1122334455 1111111111 1212121212 1231231230 1234512345 123456789a 123456789q 123456789z
   1234567890 12345678900 12345678910 123456789abc 1234567891 12345qwert 1234qwerasdf 123qweasdzxc 147258369a
   1472583690 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz@wsx3edc 2wsx3edc4rfv 3.1415926535 5201314520 5201314zxc
   7758521521 9876543210 a123456789 a1234567890 aa123456789 aaaaaaaaaa abc1234567 abc123456789 abcd123456
   abcd1234567 abcdefghij abcdefg123 admin12345 admin123456 administrator asd123456789 asdfghjkl1 asdfghjkl123
   asdfghjkl; baseball123 basketball beijing2008 callcenter callcentre changeme123 chocolate1 christmas1 computer123
   contactcenter customer123 football123 fuckyou123 helloworld iloveyou123 iloveyou520 iloveyou1314 kefu123456
   letmein123 liverpool1 mima123456 michael123 microsoft1 password01 password10 password11 password12 password123
   password1234 password12345 password2024 password2025 password2026 princess123 p@ssw0rd123 p@ssword123 passw0rd123
   q123456789 q1w2e3r4t5 qazwsxedc1 qazwsxedc123 qazwsxedcrfv qq123456789 qwe123456789 qwer123456 qwer12345678
   qwerasdfzxcv qwert12345 qwerty1234 qwerty12345 qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[]
   qwertzuiop secret1234 shanghai123 spiderman1 sunshine123 superman123 superstar1 telephone1 test123456 testtest123
   trustno1trustno1 unbelievable user123456 w123456789 welcome123 welcome1234 welcome2024 welcome2025 welcome2026
   wo123456789 woaini1314 woaini1314520 woaini520 woaini5201314 woainima123 wodemima123 x123456789 z123456789
   zaq12wsxcde3 zxc123456789 zxcvbnm123 zxcvbnm1234 zxcvbnm,./ zz123456789 йцукенгшщз йцукен12345 йцукен123456
   пароль12345 пароль123456 любовь12345 привет12345 qwerty1234567 kontaktcentr`.split(/\s+/),
);
