package org.wasl.node.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.wasl.border.MessageHandler;
import org.wasl.border.approval.Approvals;
import org.wasl.node.Node;
import org.wasl.node.NodeServices;
import org.wasl.numbering.web.CheckPages;
import org.wasl.numbering.web.NumberingPages;
import org.wasl.numbering.web.OfficePages;
import org.wasl.numbering.web.Parties;
import org.wasl.numbering.web.RoutingPages;
import org.wasl.post.exchange.BoardDesk;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.CorrectionDesk;
import org.wasl.post.exchange.EmptiesDesk;
import org.wasl.post.exchange.FormDesk;
import org.wasl.post.exchange.PriceDesk;
import org.wasl.post.exchange.SerialDesk;
import org.wasl.post.web.AccountPages;
import org.wasl.post.web.ClerkPages;
import org.wasl.post.web.ConsignmentPages;
import org.wasl.post.web.CorrectionPages;
import org.wasl.post.web.CustomsPages;
import org.wasl.post.web.EmptiesPages;
import org.wasl.post.web.FormPages;
import org.wasl.post.web.InquiryPages;
import org.wasl.post.web.ManagerPages;
import org.wasl.post.web.PostPages;
import org.wasl.post.web.PricePages;
import org.wasl.post.web.QualityOfMailPages;
import org.wasl.post.web.SerialPages;
import org.wasl.post.web.TrackPages;
import org.wasl.terms.Client;
import org.wasl.terms.Person;
import org.wasl.terms.Progress;
import org.wasl.voice.web.CasePages;
import org.wasl.voice.web.DisputePages;
import org.wasl.voice.web.FilePages;
import org.wasl.voice.web.QualityPages;
import org.wasl.voice.web.SheetPages;
import org.wasl.voice.web.TrafficPages;
import org.wasl.voice.web.VoicePages;

/// Starts the console of a node: Spring Boot on its own port, nothing of the border behind it.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  Security.class,
  EveryPage.class,
  NodePages.class,
  LiveProgress.class,
  SettingsPages.class,
  LinkPages.class,
  RedressPages.class,
  VoicePages.class,
  FilePages.class,
  SheetPages.class,
  DisputePages.class,
  TrafficPages.class,
  NumberingPages.class,
  OfficePages.class,
  RoutingPages.class,
  CheckPages.class,
  CasePages.class,
  QualityPages.class,
  PostPages.class,
  ClerkPages.class,
  DeskToken.class,
  ConsignmentPages.class,
  AccountPages.class,
  FormPages.class,
  TrackPages.class,
  PricePages.class,
  QualityOfMailPages.class,
  ManagerPages.class,
  CorrectionPages.class,
  EmptiesPages.class,
  SerialPages.class,
  CustomsPages.class,
  InquiryPages.class
})
public class Console {
  private static final String TEXTS =
      Stream.concat(
              Stream.of("messages"),
              NodeServices.ROOMS.stream().map(room -> "texts/" + room.schema()))
          .collect(Collectors.joining(","));

  /// @return the running console; close it to stop
  public static ConfigurableApplicationContext start(Node node) {
    SpringApplication application = new SpringApplication(Console.class);
    application.setDefaultProperties(
        Map.ofEntries(
            Map.entry("server.address", node.settings().consoleAddress()),
            Map.entry("server.port", Integer.toString(node.settings().consolePort())),
            Map.entry("server.servlet.session.cookie.same-site", "lax"),
            Map.entry("server.servlet.session.cookie.http-only", "true"),
            Map.entry("server.servlet.session.cookie.name", "WASL" + node.settings().consolePort()),
            Map.entry("server.servlet.session.timeout", "30m"),
            Map.entry("server.error.include-message", "never"),
            Map.entry("server.error.include-stacktrace", "never"),
            Map.entry("spring.threads.virtual.enabled", "true"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("spring.messages.basename", TEXTS),
            Map.entry("spring.messages.encoding", "UTF-8"),
            Map.entry("spring.messages.fallback-to-system-locale", "false"),
            Map.entry("spring.servlet.multipart.max-file-size", "256MB"),
            Map.entry("spring.servlet.multipart.max-request-size", "256MB"),
            Map.entry("spring.web.resources.static-locations", "classpath:/static/"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("management.observations.enable.spring.security", "false"),
            Map.entry("logging.level.root", "WARN"),
            Map.entry("logging.level.org.wasl", "INFO")));
    application.addInitializers(new NodeBean(node));
    return application.run();
  }

  private record NodeBean(Node node)
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(Node.class, () -> node);
      node.services().desks().forEach(desk -> register(beans, desk));
      beans.registerBean(SerialDesk.class, () -> node.services().serials());
      beans.registerBean(BoardDesk.class, () -> node.services().board());
      beans.registerBean(CorrectionDesk.class, () -> node.services().corrections());
      beans.registerBean(EmptiesDesk.class, () -> node.services().empties());
      beans.registerBean(ConsignmentDesk.class, () -> node.services().consignments());
    }

    @SuppressWarnings("unchecked")
    private static <D extends MessageHandler> void register(
        GenericApplicationContext beans, D desk) {
      beans.registerBean((Class<D>) desk.getClass(), () -> desk);
    }
  }

  @Bean
  Accounts accounts(Node node) {
    return new Accounts(node.source());
  }

  @Bean
  FirstAdministrator firstAdministrator(Accounts accounts) {
    return new FirstAdministrator(accounts, new SecureRandom());
  }

  @Bean
  LoginLimit loginLimit() {
    return new LoginLimit(InstantSource.system());
  }

  @Bean
  Parties parties(Node node) {
    return new Parties(node.party(), node.peer());
  }

  @Bean
  Approvals approvals(Node node) {
    return node.border().approvals();
  }

  @Bean
  FormDesk forms(Node node) {
    return node.services().forms();
  }

  @Bean
  PriceDesk prices(Node node) {
    return node.services().prices();
  }

  @Bean
  Progress progress(Node node) {
    return node.progress();
  }

  /// Arabic unless the reader chose English.
  @Bean
  LocaleResolver localeResolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("wasl-language");
    resolver.setDefaultLocale(Locale.of("ar"));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    return resolver;
  }

  @Bean
  WebMvcConfigurer pages(Accounts accounts, Node node) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language);
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PersonArgument(accounts));
        resolvers.add(new ClientArgument(node.settings().clientHeader()));
      }
    };
  }

  /// Gives a page's method who asks, where no account is needed.
  ///
  /// @param header of the proxy in front, where there is one
  private record ClientArgument(Optional<String> header) implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType().equals(Client.class);
    }

    @Override
    public Client resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      HttpServletRequest asked = (HttpServletRequest) request.getNativeRequest();
      return Client.of(asked.getRemoteAddr(), header.map(asked::getHeader));
    }
  }

  /// Gives a page's method the person who asks.
  private record PersonArgument(Accounts accounts) implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType().equals(Person.class);
    }

    @Override
    public Person resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      Authentication who = SecurityContextHolder.getContext().getAuthentication();
      if (who == null) {
        throw new IllegalStateException("nobody is signed in");
      }
      return accounts.find(who.getName()).orElseThrow().person();
    }
  }
}
