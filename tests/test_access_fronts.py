"""Pages that stand before the page, in 22 languages: what replaced the page, and pages that only look like it.

A row is a language, the verdict, the page's `title` and its lines, set apart by bars.
"""

# ruff: noqa: E501 - rows of tables
from __future__ import annotations

import pytest

from pagewinnow.load import load
from pagewinnow.options import Options
from pagewinnow.pipeline import Cleaner
from pagewinnow.segment import segment

FRONTS = [
    (
        "en",
        "error",
        "404",
        "Oops! That page can’t be found.|It looks like nothing was found at this location. Maybe try a search?",
    ),
    (
        "en",
        "error",
        "Page Not Found | Harbour Post",
        "We're sorry, the page you requested could not be found.|The link may be broken, or the page may have been removed.|Go back home",
    ),
    (
        "en",
        "error",
        "Harbour Post",
        "Whoops! We couldn't find that page.|Check the address or go back to the home page.",
    ),
    (
        "en",
        "error",
        "Unavailable",
        "This content is not available in your region.|Due to legal restrictions we cannot show it in your country.",
    ),
    (
        "en",
        "error",
        "Harbour Post",
        "We recognise you are attempting to access this website from a country belonging to the European Economic Area (EEA) including the EU which enforces the General Data Protection Regulation (GDPR) and therefore cannot grant you access at this time.",
    ),
    ("en", "error", "502 Bad Gateway", "502 Bad Gateway|nginx"),
    (
        "en",
        "error",
        "Service Unavailable",
        "The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.",
    ),
    (
        "en",
        "error",
        "Access Denied",
        'Access Denied|You don\'t have permission to access "http://www.harbour.example/a" on this server.|Reference #18.2d351ab8.1557333295.a4e16ab',
    ),
    (
        "en",
        "challenge",
        "Just a moment...",
        "Checking your browser before accessing harbour.example.|This process is automatic. Your browser will redirect to your requested content shortly.|Please allow up to 5 seconds…|DDoS protection by Cloudflare|Ray ID: 51a1bc0d0b3",
    ),
    (
        "en",
        "challenge",
        "Just a moment...",
        "harbour.example|Verify you are human by completing the action below.|harbour.example needs to review the security of your connection before proceeding.",
    ),
    (
        "en",
        "challenge",
        "harbour.example",
        "Please verify you are a human|Access to this page has been denied because we believe you are using automation tools to browse the website.|Reference ID: #a1b2",
    ),
    (
        "en",
        "challenge",
        "Pardon Our Interruption",
        "Pardon Our Interruption...|As you were browsing something about your browser made us think you were a bot.|There are a few reasons this might happen:|You're a power user moving through this website with super-human speed.|You've disabled JavaScript in your web browser.",
    ),
    (
        "en",
        "challenge",
        "Robot Check",
        "Enter the characters you see below|Sorry, we just need to make sure you're not a robot. For best results, please make sure your browser is accepting cookies.|Type the characters you see in this image:",
    ),
    (
        "en",
        "challenge",
        "Attention Required! | Cloudflare",
        "Sorry, you have been blocked|You are unable to access harbour.example|Why have I been blocked?|This website is using a security service to protect itself from online attacks.",
    ),
    (
        "en",
        "challenge",
        "Human Verification",
        "Let's confirm you are human|Complete the security check before continuing. This step verifies that you are not a bot, which helps to protect your account and prevent spam.|Begin",
    ),
    ("en", "challenge", "Bot verification", "Verifying that you are not a robot..."),
    (
        "en",
        "challenge",
        "Security check",
        "Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.",
    ),
    ("en", "challenge", "", "Request unsuccessful. Incapsula incident ID: 443000270055-4478"),
    (
        "en",
        "challenge",
        "Blocked",
        "You've been blocked by network security.|To continue, log in to your account or use your developer token.",
    ),
    (
        "en",
        "consent",
        "Before you continue",
        "We value your privacy|We and our 842 partners store and access information on a device, such as cookies, and process personal data to show personalised advertising.|Accept all|Reject all|Manage options",
    ),
    (
        "en",
        "consent",
        "Age verification",
        "Are you over 18?|You must be of legal drinking age to enter this site.|Yes, I am over 18|No",
    ),
    (
        "en",
        "consent",
        "Welcome",
        "Please confirm your age|This website contains material that is only suitable for adults.|I am 18 or older - Enter|Leave",
    ),
    (
        "en",
        "paywalled",
        "Log in to Harbour Post",
        "You must be logged in to view this page.|Username|Password|Log in|Forgot your password?",
    ),
    ("en", "paywalled", "Sign in", "Sign in to continue to this content|Email|Password|Sign in|Create an account"),
    (
        "de",
        "error",
        "Seite nicht gefunden",
        "Hoppla! Diese Seite gibt es leider nicht (mehr).|Die von Ihnen aufgerufene Seite existiert nicht oder wurde verschoben.|Zur Startseite",
    ),
    ("de", "error", "Fehler 404", "Die angeforderte Seite konnte nicht gefunden werden."),
    ("de", "error", "Nicht verfügbar", "Dieser Inhalt ist in Ihrem Land leider nicht verfügbar."),
    (
        "de",
        "error",
        "Wartung",
        "Wegen Wartungsarbeiten ist unsere Website vorübergehend nicht erreichbar. Bitte versuchen Sie es später erneut.",
    ),
    (
        "de",
        "challenge",
        "Nur einen Moment…",
        "Überprüfen Sie, ob Sie ein Mensch sind, indem Sie die folgende Aktion ausführen.|hafen.example muss die Sicherheit Ihrer Verbindung überprüfen, bevor Sie fortfahren können.",
    ),
    ("de", "challenge", "Sicherheitsprüfung", "Bitte bestätigen Sie, dass Sie kein Roboter sind."),
    (
        "de",
        "consent",
        "Datenschutz",
        "Mit Werbung und Cookies weiterlesen|Besuchen Sie hafen.example wie gewohnt mit Werbung und Tracking. Details in der Datenschutzerklärung.|Akzeptieren und weiter|Oder werbefrei mit dem PUR-Abo",
    ),
    (
        "de",
        "consent",
        "Altersprüfung",
        "Bist du mindestens 18 Jahre alt?|Ja|Nein|Der Zutritt ist nur für Personen ab 18 Jahren erlaubt.",
    ),
    (
        "de",
        "paywalled",
        "Anmelden",
        "Bitte melden Sie sich an, um diese Seite zu sehen.|E-Mail|Passwort|Anmelden|Registrieren",
    ),
    ("fr", "error", "Page introuvable", "Oups ! Cette page n'existe pas ou n'existe plus.|Retour à l'accueil"),
    ("fr", "error", "Erreur 404", "La page que vous recherchez est introuvable."),
    ("fr", "error", "Indisponible", "Ce contenu n'est pas disponible dans votre pays."),
    ("fr", "error", "Maintenance", "Le site est actuellement en maintenance. Merci de revenir un peu plus tard."),
    (
        "fr",
        "challenge",
        "Un instant…",
        "Vérifiez que vous êtes humain en effectuant l’action ci-dessous.|port.example doit vérifier la sécurité de votre connexion avant de continuer.",
    ),
    ("fr", "challenge", "Contrôle", "Veuillez confirmer que vous n'êtes pas un robot."),
    (
        "fr",
        "consent",
        "Votre vie privée",
        "Avec votre accord, nous et nos 812 partenaires utilisons des cookies pour stocker et accéder à des informations personnelles.|Accepter et fermer|Continuer sans accepter|En savoir plus",
    ),
    (
        "fr",
        "consent",
        "Majorité",
        "Avez-vous plus de 18 ans ?|Oui, entrer|Non, sortir|Ce site est réservé aux personnes majeures.",
    ),
    (
        "fr",
        "paywalled",
        "Connexion",
        "Vous devez être connecté pour accéder à cette page.|Identifiant|Mot de passe|Se connecter|Créer un compte",
    ),
    ("es", "error", "Página no encontrada", "Lo sentimos, la página que buscas no existe.|Volver al inicio"),
    ("es", "error", "Error 404", "¡Vaya! No hemos podido encontrar esta página."),
    ("es", "error", "No disponible", "Este contenido no está disponible en tu país."),
    (
        "es",
        "error",
        "Mantenimiento",
        "Estamos realizando tareas de mantenimiento. Vuelve a intentarlo en unos minutos.",
    ),
    (
        "es",
        "challenge",
        "Un momento…",
        "Verifica que eres un ser humano completando la acción a continuación.|faro.example necesita revisar la seguridad de tu conexión antes de continuar.",
    ),
    ("es", "challenge", "Verificación", "Por favor, confirma que no eres un robot."),
    (
        "es",
        "consent",
        "Privacidad",
        "Nosotros y nuestros socios almacenamos o accedemos a información en un dispositivo, tales como cookies.|Aceptar y continuar|Rechazar todo|Configurar",
    ),
    ("es", "consent", "Edad", "¿Eres mayor de 18 años?|Sí, soy mayor de edad|No"),
    ("es", "paywalled", "Iniciar sesión", "Debes iniciar sesión para ver este contenido.|Usuario|Contraseña|Entrar"),
    ("it", "error", "Pagina non trovata", "Ops! La pagina che stai cercando non esiste.|Torna alla home"),
    ("it", "error", "Non disponibile", "Questo contenuto non è disponibile nel tuo Paese."),
    (
        "it",
        "challenge",
        "Un momento…",
        "Verifica di essere umano completando l'azione riportata di seguito.|molo.example deve verificare la sicurezza della connessione prima di procedere.",
    ),
    ("it", "challenge", "Verifica", "Conferma di non essere un robot."),
    (
        "it",
        "consent",
        "Privacy",
        "Noi e i nostri 760 partner archiviamo e/o accediamo a informazioni su un dispositivo, come i cookie.|Accetta tutto|Rifiuta|Abbonati senza pubblicità",
    ),
    ("it", "consent", "Età", "Hai più di 18 anni?|Sì, entra|No, esci"),
    (
        "it",
        "paywalled",
        "Accesso",
        "Devi effettuare l'accesso per visualizzare questa pagina.|Nome utente|Password|Accedi",
    ),
    ("pt", "error", "Página não encontrada", "Ops! A página que você procura não existe.|Voltar para a página inicial"),
    ("pt", "error", "Indisponível", "Este conteúdo não está disponível no seu país."),
    (
        "pt",
        "challenge",
        "Um momento…",
        "Confirme que você é humano realizando a ação abaixo.|farol.example precisa verificar a segurança da sua conexão antes de continuar.",
    ),
    (
        "pt",
        "consent",
        "Privacidade",
        "Nós e os nossos parceiros armazenamos e acedemos a informações num dispositivo, como cookies.|Aceitar todos|Rejeitar",
    ),
    ("pt", "consent", "Idade", "Você tem mais de 18 anos?|Sim|Não"),
    ("pt", "paywalled", "Entrar", "Você precisa estar logado para ver esta página.|E-mail|Senha|Entrar"),
    ("nl", "error", "Pagina niet gevonden", "Oeps! Deze pagina bestaat niet (meer).|Terug naar de homepage"),
    ("nl", "error", "Niet beschikbaar", "Deze inhoud is niet beschikbaar in jouw land."),
    (
        "nl",
        "challenge",
        "Een ogenblik…",
        "Verifieer dat u een mens bent door de onderstaande actie uit te voeren.|toren.example moet de beveiliging van uw verbinding controleren voordat u verdergaat.",
    ),
    (
        "nl",
        "consent",
        "Privacy",
        "Wij en onze partners gebruiken cookies om informatie op een apparaat op te slaan en te openen.|Accepteren|Instellingen",
    ),
    ("nl", "consent", "Leeftijd", "Ben je 18 jaar of ouder?|Ja|Nee"),
    (
        "nl",
        "paywalled",
        "Inloggen",
        "Je moet ingelogd zijn om deze pagina te bekijken.|E-mailadres|Wachtwoord|Inloggen",
    ),
    ("pl", "error", "Nie znaleziono strony", "Ups! Strona, której szukasz, nie istnieje.|Wróć na stronę główną"),
    ("pl", "error", "Niedostępne", "Ta treść nie jest dostępna w Twoim kraju."),
    (
        "pl",
        "challenge",
        "Chwileczkę…",
        "Zweryfikuj, że jesteś człowiekiem, wykonując poniższą czynność.|latarnia.example musi sprawdzić bezpieczeństwo Twojego połączenia.",
    ),
    (
        "pl",
        "consent",
        "Prywatność",
        "My i nasi partnerzy przechowujemy informacje na urządzeniu, takie jak pliki cookie, i uzyskujemy do nich dostęp.|Przejdź do serwisu|Ustawienia zaawansowane",
    ),
    ("pl", "consent", "Wiek", "Czy masz ukończone 18 lat?|Tak|Nie"),
    ("pl", "paywalled", "Logowanie", "Musisz się zalogować, aby zobaczyć tę stronę.|Login|Hasło|Zaloguj się"),
    ("sv", "error", "Sidan hittades inte", "Hoppsan! Sidan du söker finns inte.|Till startsidan"),
    ("sv", "error", "Ej tillgänglig", "Det här innehållet är inte tillgängligt i ditt land."),
    ("sv", "challenge", "Vänta", "Verifiera att du är en människa genom att slutföra åtgärden nedan."),
    (
        "sv",
        "consent",
        "Integritet",
        "Vi och våra partner lagrar och får åtkomst till information på en enhet, till exempel cookies.|Godkänn alla|Inställningar",
    ),
    ("sv", "paywalled", "Logga in", "Du måste logga in för att se den här sidan.|Användarnamn|Lösenord|Logga in"),
    ("da", "error", "Siden blev ikke fundet", "Ups! Siden, du leder efter, findes ikke.|Gå til forsiden"),
    ("da", "error", "Ikke tilgængelig", "Dette indhold er ikke tilgængeligt i dit land."),
    ("da", "challenge", "Vent", "Bekræft, at du er et menneske, ved at udføre handlingen nedenfor."),
    (
        "da",
        "consent",
        "Privatliv",
        "Vi og vores partnere gemmer og tilgår oplysninger på en enhed, f.eks. cookies.|Tillad alle|Afvis",
    ),
    ("da", "paywalled", "Log ind", "Du skal være logget ind for at se denne side.|Brugernavn|Adgangskode|Log ind"),
    ("no", "error", "Siden finnes ikke", "Oi! Vi finner ikke siden du leter etter.|Til forsiden"),
    ("no", "error", "Utilgjengelig", "Dette innholdet er ikke tilgjengelig i ditt land."),
    ("no", "challenge", "Vent", "Bekreft at du er et menneske ved å utføre handlingen nedenfor."),
    (
        "no",
        "consent",
        "Personvern",
        "Vi og våre partnere lagrer og får tilgang til informasjon på en enhet, for eksempel informasjonskapsler.|Godta alle|Avvis",
    ),
    ("no", "paywalled", "Logg inn", "Du må logge inn for å se denne siden.|Brukernavn|Passord|Logg inn"),
    ("fi", "error", "Sivua ei löydy", "Hups! Etsimääsi sivua ei löytynyt.|Etusivulle"),
    ("fi", "error", "Ei saatavilla", "Tämä sisältö ei ole saatavilla maassasi."),
    ("fi", "challenge", "Hetkinen", "Vahvista, että olet ihminen, suorittamalla alla oleva toiminto."),
    (
        "fi",
        "consent",
        "Yksityisyys",
        "Me ja kumppanimme tallennamme ja käytämme laitteellasi olevia tietoja, kuten evästeitä.|Hyväksy kaikki|Hylkää",
    ),
    (
        "fi",
        "paywalled",
        "Kirjaudu",
        "Sinun täytyy kirjautua sisään nähdäksesi tämän sivun.|Käyttäjätunnus|Salasana|Kirjaudu",
    ),
    ("cs", "error", "Stránka nenalezena", "Jejda! Stránka, kterou hledáte, neexistuje.|Zpět na úvodní stránku"),
    ("cs", "error", "Nedostupné", "Tento obsah není ve vaší zemi dostupný."),
    ("cs", "challenge", "Okamžik", "Ověřte, že jste člověk, provedením níže uvedené akce."),
    (
        "cs",
        "consent",
        "Soukromí",
        "My a naši partneři ukládáme do zařízení informace, jako jsou soubory cookie, a přistupujeme k nim.|Přijmout vše|Odmítnout",
    ),
    (
        "cs",
        "paywalled",
        "Přihlášení",
        "Pro zobrazení této stránky se musíte přihlásit.|Uživatelské jméno|Heslo|Přihlásit se",
    ),
    ("hu", "error", "Az oldal nem található", "Hoppá! A keresett oldal nem létezik.|Vissza a főoldalra"),
    ("hu", "error", "Nem elérhető", "Ez a tartalom az Ön országában nem érhető el."),
    ("hu", "challenge", "Egy pillanat", "Igazolja, hogy Ön ember, az alábbi művelet elvégzésével."),
    (
        "hu",
        "consent",
        "Adatvédelem",
        "Mi és partnereink információkat – például sütiket – tárolunk egy eszközön vagy hozzáférünk ezekhez.|Elfogadom|Elutasítom",
    ),
    ("hu", "paywalled", "Belépés", "Az oldal megtekintéséhez be kell jelentkeznie.|Felhasználónév|Jelszó|Belépés"),
    ("ro", "error", "Pagina nu a fost găsită", "Ups! Pagina pe care o cauți nu există.|Înapoi la prima pagină"),
    ("ro", "error", "Indisponibil", "Acest conținut nu este disponibil în țara ta."),
    ("ro", "challenge", "O clipă", "Verifică faptul că ești om completând acțiunea de mai jos."),
    (
        "ro",
        "consent",
        "Confidențialitate",
        "Noi și partenerii noștri stocăm și accesăm informații pe un dispozitiv, cum ar fi cookie-uri.|Acceptă toate|Respinge",
    ),
    (
        "ro",
        "paywalled",
        "Autentificare",
        "Trebuie să fii autentificat pentru a vedea această pagină.|Utilizator|Parolă|Autentificare",
    ),
    ("tr", "error", "Sayfa bulunamadı", "Üzgünüz, aradığınız sayfa bulunamadı.|Ana sayfaya dön"),
    ("tr", "error", "Kullanılamıyor", "Bu içerik ülkenizde kullanılamıyor."),
    ("tr", "challenge", "Bir dakika", "Aşağıdaki işlemi tamamlayarak insan olduğunuzu doğrulayın."),
    (
        "tr",
        "consent",
        "Gizlilik",
        "Biz ve iş ortaklarımız, çerezler gibi bilgileri bir cihazda saklıyor ve bunlara erişiyoruz.|Tümünü kabul et|Reddet",
    ),
    ("tr", "paywalled", "Giriş", "Bu sayfayı görüntülemek için giriş yapmalısınız.|Kullanıcı adı|Şifre|Giriş yap"),
    ("ru", "error", "Страница не найдена", "К сожалению, запрашиваемая страница не существует.|На главную"),
    ("ru", "error", "Недоступно", "Этот контент недоступен в вашей стране."),
    ("ru", "challenge", "Один момент…", "Подтвердите, что вы человек, выполнив указанное действие."),
    (
        "ru",
        "challenge",
        "Вы не робот?",
        "Подтвердите, что запросы отправляли вы, а не робот|Нам очень жаль, но запросы с вашего устройства похожи на автоматические.",
    ),
    ("ru", "consent", "Возраст", "Вам уже исполнилось 18 лет?|Да|Нет"),
    ("ru", "paywalled", "Вход", "Вы должны войти, чтобы просмотреть эту страницу.|Логин|Пароль|Войти"),
    ("uk", "error", "Сторінку не знайдено", "На жаль, сторінки, яку ви шукаєте, не існує.|На головну"),
    ("uk", "error", "Недоступно", "Цей вміст недоступний у вашій країні."),
    ("uk", "challenge", "Хвилинку", "Підтвердьте, що ви людина, виконавши дію нижче."),
    ("uk", "consent", "Вік", "Вам вже виповнилося 18 років?|Так|Ні"),
    ("uk", "paywalled", "Вхід", "Увійдіть, щоб переглянути цю сторінку.|Логін|Пароль|Увійти"),
    ("ja", "error", "ページが見つかりません", "お探しのページは見つかりませんでした。|トップページへ戻る"),
    ("ja", "error", "ご利用いただけません", "このコンテンツはお住まいの地域ではご利用いただけません。"),
    ("ja", "challenge", "しばらくお待ちください", "以下のアクションを完了して、あなたが人間であることを確認します。"),
    ("ja", "challenge", "確認", "あなたがロボットではないことを確認してください。"),
    ("ja", "consent", "年齢確認", "あなたは18歳以上ですか？|はい|いいえ"),
    ("ja", "paywalled", "ログイン", "このページを表示するにはログインが必要です。|ユーザー名|パスワード|ログイン"),
    ("zh", "error", "页面不存在", "抱歉，您访问的页面不存在或已被删除。|返回首页"),
    ("zh", "error", "无法显示", "您所在的地区无法查看此内容。"),
    ("zh", "challenge", "请稍候", "请完成以下操作，验证您是真人。"),
    ("zh", "challenge", "安全验证", "请完成安全验证后继续访问|拖动滑块完成拼图"),
    ("zh", "consent", "年龄", "您是否已年满18周岁？|是|否"),
    ("zh", "paywalled", "登录", "您需要登录后才能查看此页面。|用户名|密码|登录"),
    ("ko", "error", "페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다.|홈으로 이동"),
    ("ko", "error", "이용 불가", "해당 국가에서는 이 콘텐츠를 이용할 수 없습니다."),
    ("ko", "challenge", "잠시만 기다려 주십시오", "아래 작업을 완료하여 사람인지 확인하세요."),
    ("ko", "consent", "연령", "만 19세 이상이십니까?|예|아니오"),
    ("ko", "paywalled", "로그인", "이 페이지를 보려면 로그인해야 합니다.|아이디|비밀번호|로그인"),
    ("ar", "error", "الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة.|العودة إلى الصفحة الرئيسية"),
    ("ar", "error", "غير متاح", "هذا المحتوى غير متاح في بلدك."),
    ("ar", "challenge", "لحظة", "تحقق من أنك إنسان من خلال إكمال الإجراء أدناه."),
    ("ar", "consent", "العمر", "هل عمرك 18 عاما أو أكثر؟|نعم|لا"),
    ("ar", "paywalled", "تسجيل الدخول", "يجب تسجيل الدخول لعرض هذه الصفحة.|اسم المستخدم|كلمة المرور|دخول"),
]
HEAD = "<header><a href='/'>Estuary Post</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></header>"


def plain(title: str, lines: list[str], lang: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'<html lang="{lang}"><head><title>{title}</title></head><body>{body}</body></html>'


def framed(title: str, lines: list[str], lang: str) -> str:
    """The same in a site's frame, which says nothing of its language."""
    del lang
    body = f"<h1>{lines[0]}</h1>" + "".join(f"<div>{line}</div>" for line in lines[1:])
    footer = "<footer>© 2024 Estuary Post</footer>"
    return f"<html><head><title>{title}</title></head><body>{HEAD}<main>{body}</main>{footer}</body></html>"


UNKNOWN = {
    ("cs", "paywalled", "Přihlášení"), ("hu", "paywalled", "Belépés"), ("zh", "paywalled", "登录"),
}  # fmt: skip
"""Rows that the scorers do not know yet."""


@pytest.mark.parametrize(("lang", "verdict", "title", "lines"), FRONTS)
def test_what_replaced_the_page(
    cleaner: Cleaner, request: pytest.FixtureRequest, lang: str, verdict: str, title: str, lines: str
) -> None:
    if (lang, verdict, title) in UNKNOWN or "Harbour Post-lines4" in request.node.name:
        request.applymarker(pytest.mark.xfail(reason="the scorers do not know it yet", strict=True))
    said = lines.split("|")
    for content in (plain(title, said, lang), framed(title, said, lang)):
        found = cleaner.clean(content, kind="html")
        assert (found.access.status, found.article is None) == (verdict, verdict != "paywalled")
    assert cleaner.clean("\n".join([*([title] if title else []), *said]), kind="text").access.status == verdict


SERVED = [
    pytest.param(
        "challenge",
        "<title>Vercel Security Checkpoint</title><body><p>We're verifying your browser</p><p><a href='#'>Website owner? Click here to fix</a></p><p>Vercel Security Checkpoint | fra1::1733|abc</p><noscript>Enable JavaScript to continue</noscript></body>",
        id="vercel",
    ),
    pytest.param(
        "challenge",
        "<title>harbour.example</title><style>#cmsg{animation: A 1.5s;}</style><body style='margin:0'><p id='cmsg'>Please enable JS and disable any ad blocker</p><script data-cfasync='false'>var dd={'rt':'c','cid':'AHrl','hsh':'499','t':'bv','host':'geo.captcha-delivery.com'}</script><script src='https://ct.captcha-delivery.com/c.js'></script></body>",
        id="datadome",
    ),
    pytest.param(
        "challenge",
        "<title>Access to this page has been denied</title><body><div class='page-title'><h1>Pardon our interruption</h1></div><div id='px-captcha'></div><p>Reference ID 123</p><script>window._pxAppId='PX1'</script></body>",
        id="px",
    ),
    pytest.param(
        "challenge",
        "<title>&nbsp;</title><body><div id='sec-if-cpt-container' role='main'></div><script src='/_sec/cp_challenge/sec-3-8.js'></script></body>",
        id="akamai-bm",
    ),
    pytest.param(
        "challenge",
        "<html style='height:100%'><head><META NAME='ROBOTS' CONTENT='NOINDEX, NOFOLLOW'></head><body style='margin:0px;height:100%'><iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=1' frameborder=0>Request unsuccessful. Incapsula incident ID: 1520</iframe></body>",
        id="incapsula",
    ),
    pytest.param(
        "challenge",
        "<title>Human Verification</title><body><div id='captcha-container'></div><script src='https://a.b.captcha-sdk.awswaf.com/x/jsapi.js'></script><script>AwsWafCaptcha.renderCaptcha()</script></body>",
        id="aws-waf",
    ),
    pytest.param(
        "challenge",
        "<title>Just a moment...</title><body><div class='main-wrapper'><div class='main-content'><noscript><div class='h2'><span id='challenge-error-text'>Enable JavaScript and cookies to continue</span></div></noscript></div></div><script>(function(){window._cf_chl_opt={cvId:'3'}})();</script></body>",
        id="cf-turnstile-2024",
    ),
    pytest.param(
        "challenge",
        "<title>Access denied | harbour.example used Cloudflare to restrict access</title><body><div id='cf-error-details'><h1><span class='inline-block' data-translate='error'>Error</span> <span>1020</span></h1><h2 class='cf-subheadline'>Access denied</h2><section><h2>What happened?</h2><p>This website is using a security service to protect itself from online attacks.</p></section></div></body>",
        id="cf-1020",
    ),
    pytest.param(
        "challenge",
        "<title>DDoS-Guard</title><body><h1 id='title'>Checking your browser before accessing harbour.example</h1><p>Please wait a few seconds. Once this check is complete, the website will open automatically</p><script src='/.well-known/ddos-guard/js-challenge/index.js'></script></body>",
        id="ddos-guard",
    ),
    pytest.param(
        "challenge",
        "<title>You are being redirected...</title><body><noscript>Javascript is required. Please enable javascript before you are allowed to see this page.</noscript><script>var s={},u,c,U,r,i,l=0,sucuri_cloudproxy_js='';</script></body>",
        id="sucuri",
    ),
    pytest.param(
        "challenge",
        "<title>https://www.google.example/search</title><body><form id='captcha-form' action='index' method='post'><div id='recaptcha' class='g-recaptcha'></div></form><div>About this page<br><br>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot.</div></body>",
        id="google-sorry",
    ),
    pytest.param(
        "challenge",
        "<title>Are you a robot?</title><body><h1>Please verify you're not a robot</h1><form><div class='g-recaptcha'></div><button>Submit</button></form><script src='https://www.google.com/recaptcha/api.js'></script></body>",
        id="recaptcha-page",
    ),
    pytest.param(
        "challenge",
        "<title>Are you a robot?</title><body><h1>We've detected unusual activity from your computer network</h1><p>To continue, please click the box below to let us know you're not a robot.</p><p>Why did this happen?</p><p>Please make sure your browser supports JavaScript and cookies and that you are not blocking them from loading.</p></body>",
        id="bloomberg",
    ),
    pytest.param(
        "challenge",
        "<html><head></head><body><script>window.KPSDK={};KPSDK.now=1;KPSDK.start=KPSDK.now();</script><script src='/149e9513/ips.js?abc'></script></body></html>",
        id="kasada",
    ),
    pytest.param(
        "challenge",
        "<title>百度安全验证</title><body><div class='timeout hide'><p>网络不给力，请稍后重试</p></div></body>",
        id="baidu",
    ),
    pytest.param(
        "challenge",
        "<title>Вы не робот?</title><body><form action='/checkcaptcha'><h1>Подтвердите, что запросы отправляли вы, а не робот</h1><p>Нам очень жаль, но запросы с вашего устройства похожи на автоматические.</p></form></body>",
        id="yandex",
    ),
    pytest.param(
        "error",
        "<title>404 - File or directory not found.</title><body><div id='header'><h1>Server Error</h1></div><div><h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3></div></body>",
        id="iis",
    ),
    pytest.param(
        "error",
        "<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p><hr><address>Apache/2.4</address>",
        id="apache",
    ),
    pytest.param(
        "error",
        "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>",
        id="nginx",
    ),
    pytest.param(
        "error",
        "<title>503 Backend fetch failed</title><body><h1>Error 503 Backend fetch failed</h1><p>Backend fetch failed</p><h3>Guru Meditation:</h3><p>XID: 12</p><p>Varnish cache server</p></body>",
        id="varnish",
    ),
    pytest.param(
        "error",
        "<title>WordPress &rsaquo; Error</title><body id='error-page'><div class='wp-die-message'><p>There has been a critical error on this website.</p><p><a href='https://wordpress.org/'>Learn more about troubleshooting WordPress.</a></p></div></body>",
        id="wp-critical",
    ),
    pytest.param(
        "error", "<title>Database Error</title><body><h1>Error establishing a database connection</h1></body>", id="db"
    ),
    pytest.param(
        "error",
        "<title>harbour.example | 522: Connection timed out</title><body><div id='cf-error-details'><header><h1><span>Connection timed out</span><span class='cf-error-code'>Error code 522</span></h1></header><div><h2>What happened?</h2><p>The initial connection between Cloudflare's network and the origin web server timed out. As a result, the web page can not be displayed.</p><h2>What can I do?</h2><p>If you're a visitor of this website: Please try again in a few minutes.</p></div></div></body>",
        id="cf-522",
    ),
    pytest.param(
        "error",
        "<title>Account Suspended</title><body><h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p></body>",
        id="suspended",
    ),
    pytest.param(
        "error",
        "<title>Video unavailable</title><body><h1>Video unavailable</h1><p>The uploader has not made this video available in your country</p></body>",
        id="parked-youtube",
    ),
    pytest.param(
        "consent",
        "<title>Yahoo is part of the Yahoo family of brands</title><body><form action='https://consent.yahoo.com/v2/collectConsent' class='consent-form'><h1>We, Yahoo, are part of the Yahoo family of brands</h1><p>When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users and measure your use.</p><p>If you click 'Accept all', we and our partners, including 238 who are part of the IAB Transparency & Consent Framework, will also store and access information on a device (in other words, use cookies).</p><button>Accept all</button><button>Reject all</button><button>Privacy settings</button></form></body>",
        id="guce",
    ),
    pytest.param(
        "consent",
        "<title>DPG Media Privacy Gate</title><body><div id='privacy-gate'></div><h1>Jouw privacykeuze</h1><p>DPG Media en derden gebruiken cookies om informatie op te slaan op je apparaat.</p><button>Akkoord</button><script src='https://myprivacy.dpgmedia.nl/consent.js'></script></body>",
        id="dpg",
    ),
    pytest.param(
        "consent",
        "<title>Estuary Brewery</title><body><div class='age-gate'><h1>Welcome</h1><p>Enter your date of birth to verify your age</p><select><option>1990</option></select><button>Enter site</button></div></body>",
        id="age-beer",
    ),
    pytest.param(
        "empty",
        "<title>Estuary Post</title><body><noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div><script src='/static/js/main.js'></script></body>",
        id="spa",
    ),
    pytest.param(
        "empty",
        "<title>Estuary Post</title><body><nav><a href='/'>Home</a><a href='/a'>About</a></nav><div id='app'></div><footer>© 2024</footer></body>",
        id="spa-nav",
    ),
]


@pytest.mark.parametrize(("verdict", "content"), SERVED)
def test_what_servers_and_their_guards_send(
    cleaner: Cleaner, request: pytest.FixtureRequest, verdict: str, content: str
) -> None:
    """Pages in the shape of those that vendors of bot checks, servers and consent services send."""
    if any(f"[{name}]" in request.node.name for name in ("cf-1020",)):
        request.applymarker(pytest.mark.xfail(reason="the scorers do not know it yet", strict=True))
    found = cleaner.clean(f"<!DOCTYPE html>{content}", kind="html")
    assert (found.access.status, found.article) == (verdict, None)


FERRY = (
    "The ferry across the estuary began to run again on Thursday, eleven weeks after the storm broke its stage, and "
    "forty people stood on the quay to see it leave."
)
KEEPER = (
    "The keeper of the lighthouse says that the new lamp burns a third of the oil, and that he has learned to sleep at "
    "night, which he had not done since the year of the flood."
)
HEADLINES = (
    "Ferry runs again after the storm", "Mill to close in autumn", "Cup won by the rowers of the west",
    "Bakers look for flour", "The lighthouse has a new keeper", "School opens its doors", "A winter without the bridge",
)  # fmt: skip
LIST = "".join(f"<h2><a href='/{n}'>{line}</a></h2>" for n, line in enumerate(HEADLINES))
OPEN = {
    "contact form": "<h1>Contact us</h1><p>Harbour Office, Quay 4, Estuary Town. Open Monday to Friday from nine to five.</p>"
    "<p>Phone 0123 456 789</p><form><p>Please confirm that you are not a robot.</p><button>Send</button></form>",
    "Kontaktformular": "<h1>Kontakt</h1><p>Hafenamt, Kai 4, Mündungsstadt. Geöffnet Montag bis Freitag von neun bis fünf Uhr.</p>"
    "<p>Wir freuen uns auf Ihre Nachricht.</p><form><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p></form>",
    "page in the news": "<h1>Lost page returns</h1><p>The page of the town's oldest register, which could not be found for thirty "
    f"years, was returned to the archive on Monday by a reader who found it in a book of tides.</p><p>{FERRY}</p>",
    "question": f"<h1>Why do I see “page not found”?</h1><p>The page may have moved.</p><p>{FERRY}</p>",
    "headlines and cookies": f"<h1>News</h1>{LIST}<div>We and our partners use cookies to store information on your device. <button>Accept</button></div>",
    "spirits": "<h1>Estuary Single Malt, 12 years old</h1><p>£48.00</p><p>A whisky of salt and smoke.</p><ul><li>70 cl</li></ul>"
    "<p>You must be 18 years or older to buy this article.</p><button>Add to cart</button>",
    "Gin": "<h1>Mündungs-Gin</h1><p>29,90 €</p><p>Ein Gin mit Wacholder von der Küste, gebrannt in kleinen Chargen, mild und klar im Geschmack.</p>"
    "<p>Verkauf nur an Personen ab 18 Jahren.</p><button>In den Warenkorb</button>",
    "embedded video": f"<h1>Ferry runs again</h1><p>{FERRY}</p><p>This video is not available in your country.</p><p>{KEEPER}</p>",
    "short and cookies": f"<h1>Ferry runs again</h1><p>{FERRY}</p><p>We and our partners use cookies on your device.</p>",
    "closed bridge": f"<h1>Works on the bridge</h1><p>The bridge is closed for maintenance for now, the council says.</p><p>{FERRY}</p>",
    "pont fermé": "<h1>Travaux sur le pont</h1><p>Le pont est actuellement en maintenance et rouvrira dans quelques jours, selon la mairie, qui demande aux "
    "habitants de passer par le moulin.</p><p>Le bac de l'estuaire circule de nouveau depuis jeudi, onze semaines après la tempête qui avait brisé son ponton, et quarante personnes attendaient sur le quai pour le voir partir.</p>",
    "about robots": f"<h1>How sites tell people from robots</h1><p>A page asks you to confirm that you are not a robot.</p><p>{FERRY}</p><p>{KEEPER}</p>",
    "profile": "<h1>Ann Reed</h1><p>21 years old, from Estuary Town</p><p>Rower, baker, reader of tide tables.</p>",
    "quotation": "<h1>Quote of the day</h1><p>“The page that was not found is the one you will remember.”</p><p>– Ann Reed</p>",
    "poem": "<h1>Gone</h1><p>The page was gone, the link was dead,<br>the site had nothing more to say,<br>and somewhere in the sea it read<br>itself to sleep and far away.</p>",
    "recipe": "<h1>Estuary pancakes</h1><p>Serves 4. Ready in 20 minutes.</p><ul><li>2 eggs</li><li>200 g flour</li></ul>"
    "<ol><li>Beat the eggs with the milk.</li><li>Stir in the flour and let it rest for 15 minutes.</li></ol><p>You must be 18 or over to add the rum.</p>",
    "event": "<h1>Night at the lighthouse</h1><p>Friday, 3 May, 8 pm. Entry £5, over 18 only. Bring a coat, it is cold on the gallery.</p>",
    "Veranstaltung": "<h1>Nacht im Leuchtturm</h1><p>Freitag, 3. Mai, 20 Uhr. Eintritt 5 Euro, Zutritt ab 18 Jahren. Bitte eine Jacke mitbringen, auf der Galerie ist es kalt.</p>",
    "forum": "<h1>Video missing</h1><p>I wanted to watch the film about the ferry but it says that it is not available in my country. Does anybody know "
    "another place to see it, or has a copy?</p><p>They show it at the town hall on Sunday at four, and it is free.</p>",
    "press": "<h1>Press contact</h1><p>For questions about the ferry write to press@estuary.example or call Ann Reed at the harbour office.</p>",
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in OPEN.items()])
def test_pages_that_only_look_like_it(cleaner: Cleaner, request: pytest.FixtureRequest, body: str) -> None:
    if any(f"[{name}]" in request.node.name for name in ("poem",)):
        request.applymarker(pytest.mark.xfail(reason="the scorers do not know it yet", strict=True))
    content = f"<html><head><title>Estuary Post</title></head><body>{HEAD}<main>{body}</main></body></html>"
    assert cleaner.clean(content, kind="html").access.status == "open"
    lines = [
        block.text for block in segment(load(content, url=None, kind="html", fetch=None, options=Options())).blocks
    ]
    assert cleaner.clean("\n".join(lines), kind="text").access.status == "open"


def test_a_line_among_many_is_no_error(cleaner: Cleaner) -> None:
    rows = [f"Tide table of harbour {n}, quay {n % 7}" for n in range(400)]
    rows[200] = "Access Denied"
    assert cleaner.clean("\n".join(rows), kind="text").access.status == "open"
